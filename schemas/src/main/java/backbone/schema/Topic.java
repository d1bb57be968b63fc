// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One topic as the catalogue declares it. Creation, checks and docs are made from this.
 *
 * @param suffix name without the prefix, such as {@code logs.raw}
 * @param partitions number of partitions of a new topic; normalized topics never change it
 * @param retention how long records are kept; {@link #FOR_EVER} where the newest of each key stays
 * @param key what the key is, for people
 * @param value what the value is, for people
 * @param description one sentence
 */
public record Topic(
    String suffix,
    int partitions,
    Duration retention,
    String key,
    String value,
    String description) {

  /** Prefix of all topics unless configured otherwise. */
  public static final String PREFIX_DEFAULT = "telemetry";

  /** Compacted: the newest record of each key is kept, however old it is. */
  public static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  /** Whether the newest record of each key is kept for ever. */
  public boolean compacted() {
    return retention.equals(FOR_EVER);
  }

  /** Full name under a prefix, such as {@code telemetry.logs.raw}. */
  public String name(String prefix) {
    return prefix + "." + suffix;
  }

  /** Full name under {@link #PREFIX_DEFAULT}. */
  public String name() {
    return name(PREFIX_DEFAULT);
  }

  /**
   * Topic settings in Kafka's own names. The time stamp is the broker's: with the producer's, a
   * clock that is an hour ahead is refused and old lines are deleted at once.
   */
  public Map<String, String> configs() {
    String time = "message.timestamp.type";
    return compacted()
        ? Map.of("cleanup.policy", "compact", time, "LogAppendTime")
        : Map.of(
            "retention.ms",
            Long.toString(retention.toMillis()),
            "cleanup.policy",
            "delete",
            time,
            "LogAppendTime");
  }
}
