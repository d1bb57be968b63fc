// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.time.Duration;
import java.util.List;

/** Every topic of the backbone, defined once. */
public final class Catalogue {

  /** Partitions of a data topic unless configured otherwise. */
  public static final int PARTITIONS_DEFAULT = 4;

  public static final Topic LOGS_RAW =
      new Topic(
          "logs.raw",
          PARTITIONS_DEFAULT,
          Duration.ofDays(3),
          "source identity (file id, instance), or whatever came",
          "bytes in any accepted encoding",
          "Log lines as they were shipped; header content-type if known, else sniffed.");

  public static final Topic LOGS_NORMALIZED =
      new Topic(
          "logs.normalized",
          PARTITIONS_DEFAULT,
          Duration.ofDays(7),
          "trace id, else source identity",
          "Avro LogEvent, Confluent wire format",
          "Masked events, one per record; null values are watermarks.");

  public static final Topic LOGS_DEAD =
      new Topic(
          "logs.dead",
          1,
          Duration.ofDays(14),
          "as it came",
          "a masked excerpt",
          "Raw log records that could not become events; class, reason and coordinates are headers.");

  public static final Topic SINKS_DEAD =
      new Topic(
          "sinks.dead",
          1,
          Duration.ofDays(14),
          "as it came",
          "the record that a sink could not write",
          "Records that a sink's target refused for good; headers tell why and where from.");

  private Catalogue() {}

  /** All topics, in the order in which data flows. */
  public static List<Topic> topics() {
    return List.of(LOGS_RAW, LOGS_NORMALIZED, LOGS_DEAD, SINKS_DEAD);
  }
}
