// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.UpSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which embedded backbone is meant. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the embedded backbone (default: .backbone).")
  private Path data;

  DataFolder folder() {
    return new DataFolder(path(data == null ? null : data.toString()).toAbsolutePath().normalize());
  }

  /** The flag, else the environment, else the default below the project. */
  static Path path(String flag) {
    if (flag != null) {
      return Path.of(flag);
    }
    String variable = System.getenv("BACKBONE_DATA_DIR");
    return variable != null ? Path.of(variable) : Main.home().resolve(UpSettings.DATA_DEFAULT);
  }
}
