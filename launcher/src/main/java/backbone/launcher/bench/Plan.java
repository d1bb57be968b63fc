// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a benchmark is asked for.
 *
 * @param seconds that a measurement of ours should take at least
 * @param collector program of the OpenTelemetry Collector, or null to look for it
 * @param progress takes what is going on
 */
record Plan(int seconds, Path collector, Progress progress) {

  /** The Collector: what was given, else on the PATH or in the folder BACKBONE_PEERS names. */
  Optional<Path> peer() {
    if (collector != null) {
      return Optional.of(collector);
    }
    String folders =
        System.getenv().getOrDefault("PATH", "")
            + File.pathSeparator
            + System.getenv().getOrDefault("BACKBONE_PEERS", "");
    return Stream.of(folders.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(
            folder -> Stream.of(Path.of(folder, "otelcol"), Path.of(folder, "otelcol-contrib")))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
