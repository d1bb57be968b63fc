// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs of others that tests compare with; they are used when present. */
public final class Peers {

  private Peers() {}

  /** A program on the PATH or in the folder that the environment variable BACKBONE_PEERS names. */
  public static Optional<Path> find(String program) {
    String folders =
        System.getenv().getOrDefault("PATH", "")
            + File.pathSeparator
            + System.getenv().getOrDefault("BACKBONE_PEERS", "");
    return Stream.of(folders.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** As {@link #find}; without the program the test is skipped with a line that says why. */
  public static Path require(String program) {
    Optional<Path> found = find(program);
    if (found.isEmpty()) {
      System.out.println(
          "Skipped: "
              + program
              + " is not there. `.ci/run` shows how to get it; put its folder on the PATH or into"
              + " BACKBONE_PEERS.");
    }
    org.junit.jupiter.api.Assumptions.assumeTrue(found.isPresent(), program + " is not there");
    return found.orElseThrow();
  }
}
