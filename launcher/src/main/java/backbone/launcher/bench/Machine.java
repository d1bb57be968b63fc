// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were measured on.
 *
 * @param cores that this process may use
 * @param cpu model of the processor, or its architecture
 * @param memoryMb of the machine
 * @param java version of the JVM
 * @param load processes that ran or waited in the last minute, before the run; negative when the
 *     system does not tell
 */
record Machine(int cores, String cpu, long memoryMb, String java, double load) {

  /** A share of the cores that others used in the last minute; above it figures are worth less. */
  private static final double BUSY = 0.25;

  static Machine here() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    long bytes =
        system instanceof com.sun.management.OperatingSystemMXBean more
            ? more.getTotalMemorySize()
            : 0;
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpu(system.getArch()),
        bytes >> 20,
        Runtime.version().toString(),
        system.getSystemLoadAverage());
  }

  boolean busy() {
    return load > BUSY * cores;
  }

  private static String cpu(String otherwise) {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
