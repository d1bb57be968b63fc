// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that others have installed and {@code up} starts where it finds them. */
public final class Programs {

  private Programs() {}

  /** Prometheus. */
  public static Optional<Path> prometheus() {
    return find("prometheus");
  }

  /** Alertmanager, which Debian names otherwise. */
  public static Optional<Path> alertmanager() {
    return find("alertmanager", "prometheus-alertmanager");
  }

  private static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
