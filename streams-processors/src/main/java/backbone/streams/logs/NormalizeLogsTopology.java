// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.streams.raw.RawParts;
import backbone.streams.raw.RawTopology;
import backbone.streams.rules.Rules;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** Raw records in; normalized events, dead letters and watermarks out. */
final class NormalizeLogsTopology {

  static final String NORMALIZE = "normalize-lines";
  static final String RANGES_STORE = "ranges-by-source";
  static final String HELD_STORE = "held-lines";

  /**
   * What the topology is made of.
   *
   * @param raw what every such topology has
   * @param engine makes a normalizer and an encoder per task
   * @param repeatsKept how long a silent source is remembered, in arrival time
   * @param joinWithin how long a line may come after the one before that it goes on with, in
   *     arrival time; 0 joins none
   * @param held gives held lines again when a task begins
   * @param rules tell who owns what
   */
  record Parts(
      RawParts raw,
      NormalizeLogs.Engine engine,
      Duration repeatsKept,
      Duration joinWithin,
      HeldRecords held,
      Rules rules) {}

  private final Parts parts;

  NormalizeLogsTopology(Parts parts) {
    this.parts = parts;
  }

  Topology get() {
    return RawTopology.around(
        parts.raw(),
        NORMALIZE,
        () -> new NormalizeProcessor(parts),
        List.of(RANGES_STORE, HELD_STORE));
  }
}
