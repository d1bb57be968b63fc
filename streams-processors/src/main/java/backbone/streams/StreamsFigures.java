// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How a job's Kafka Streams instance is, in figures.
 *
 * @param state Kafka Streams' state in lower case, or {@link #WAITING}
 * @param restoring records that are still to be read back from changelogs
 * @param pollAgeMs milliseconds since the slowest thread polled; empty before the first poll
 * @param commitAgeMs milliseconds since the newest commit; empty before the first one
 * @param rebalances how often partitions were handed out anew since the process started
 * @param faults runs that a fault ended since the process started, by kind
 */
record StreamsFigures(
    String state,
    long restoring,
    OptionalLong pollAgeMs,
    OptionalLong commitAgeMs,
    long rebalances,
    Map<FaultKind, Long> faults) {

  /** There is no instance: the job connects, or pauses between two runs. */
  static final String WAITING = "waiting";

  /** Before the start. */
  static final StreamsFigures NONE =
      new StreamsFigures(WAITING, 0, OptionalLong.empty(), OptionalLong.empty(), 0, Map.of());
}
