// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * A trace as the fragments on time show it. Texts are empty when the spans do not tell and are cut
 * at 200 characters.
 *
 * @param service service of the root span, or of the earliest span when there is no root
 * @param rootName name of that span
 * @param team owner of that span's resource; likewise {@code env} and {@code region}
 * @param spans number of spans
 * @param bytes length of the fragments
 * @param error whether one span has status ERROR
 * @param hasRoot whether a span without a parent is among them
 * @param startUnixNano earliest start, nanoseconds since 1970; 0 when no span tells one
 * @param endUnixNano latest end, nanoseconds since 1970; 0 when no span tells one
 */
public record TraceSummary(
    String service,
    String rootName,
    String team,
    String env,
    String region,
    int spans,
    long bytes,
    boolean error,
    boolean hasRoot,
    long startUnixNano,
    long endUnixNano) {

  /** From the earliest start to the latest end in nanoseconds; 0 when that is not known. */
  public long durationNano() {
    return startUnixNano == 0 ? 0 : Math.max(0, endUnixNano - startUnixNano);
  }
}
