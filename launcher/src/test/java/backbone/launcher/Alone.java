// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A shell without network but loopback and without Maven. A user that is not root is root of a
 * namespace of its own first, to bring loopback up, and itself again for the commands.
 */
final class Alone {

  private static final long MINUTES_MAX = 4;
  private static final String PATH = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** What no longer can be run is no longer found. */
  private static final String PREPARE =
      "ip link set lo up && for mvn in /usr/local/bin/mvn /usr/bin/mvn; do"
          + " if [ -e $mvn ]; then mount --bind /dev/null $mvn; fi; done && exec ";

  private Alone() {}

  /** Skips the test where no such shell can be made. */
  static void require(Path folder) throws Exception {
    boolean allowed = run("true", folder, folder.resolve("probe.out")) == 0;
    if (!allowed) {
      System.out.println("Skipped: no namespace without network can be made here by `unshare`.");
    }
    assumeTrue(allowed, "no network namespace");
  }

  /** Runs a script of the shell in a folder. */
  static int run(String script, Path folder, Path output) throws Exception {
    List<String> command = Stream.concat(command().stream(), Stream.of(script)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", PATH);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("BACKBONE_BUILD");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return 1; // There is no unshare.
    }
    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroy();
      throw new AssertionError("took too long: " + Files.readString(output));
    }
    return process.exitValue();
  }

  private static List<String> command() throws IOException {
    if ("root".equals(System.getProperty("user.name"))) {
      return List.of("unshare", "-nm", "sh", "-c", PREPARE + "sh -euc \"$0\"");
    }
    Path self = Path.of("/proc/self");
    String back =
        "unshare -U --map-user="
            + Files.getAttribute(self, "unix:uid")
            + " --map-group="
            + Files.getAttribute(self, "unix:gid");
    return List.of("unshare", "-rnm", "sh", "-c", PREPARE + back + " sh -euc \"$0\"");
  }
}
