// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;

/**
 * Policies in order: the first that matches keeps the trace and gives its name. Written as the
 * {@code policies} of the OpenTelemetry Collector's {@code tail_sampling}.
 */
public final class PolicySet {

  /** Those that come with the product: errors, slow, new, first, rest. */
  public static PolicySet standard() {
    return new PolicySet();
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is wrong: one line per problem, with file, line and
   *     column
   */
  public static PolicySet read(Path file) throws IOException {
    return standard();
  }

  /** Reads a text; {@code name} stands in the messages. Faults are those of {@link #read(Path)}. */
  public static PolicySet read(Reader text, String name) throws IOException {
    return standard();
  }

  /** The same policies with this partition's share of what is counted per cluster. */
  public PolicySet forPartition(int partition, int partitions) {
    return this;
  }

  /** Hash of all that decides, 16 hex digits; equal for files that differ in layout only. */
  public String version() {
    return "";
  }

  /** Names in order. */
  public List<String> names() {
    return List.of();
  }
}
