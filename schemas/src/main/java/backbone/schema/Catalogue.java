// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

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
          "source identity",
          "a masked excerpt",
          "Raw log records that could not become events; class, reason and coordinates are headers.");

  public static final Topic SPANS_RAW =
      new Topic(
          "spans.raw",
          PARTITIONS_DEFAULT,
          Duration.ofDays(1),
          "any or none",
          "OTLP ExportTraceServiceRequest, protobuf or JSON",
          "Spans as they were sent; one record may hold many services and traces.");

  public static final Topic SPANS_NORMALIZED =
      new Topic(
          "spans.normalized",
          PARTITIONS_DEFAULT,
          Duration.ofDays(3),
          "trace id, 32 hex digits",
          "OTLP TracesData, protobuf; spans of exactly one trace",
          "Masked spans with env, region and team, before sampling; null values are watermarks.");

  public static final Topic SPANS_SAMPLED =
      new Topic(
          "spans.sampled",
          PARTITIONS_DEFAULT,
          Duration.ofDays(7),
          "trace id, 32 hex digits",
          "OTLP TracesData, protobuf; spans of exactly one trace",
          "Spans of the traces that are kept, with the policy that kept them.");

  public static final Topic SAMPLING_DECISIONS =
      new Topic(
          "sampling.decisions",
          PARTITIONS_DEFAULT,
          Duration.ofDays(7),
          "trace id, 32 hex digits",
          "Avro Decision, Confluent wire format",
          "What was decided about every trace, kept or dropped; anyone may follow them.");

  public static final Topic METRICS_MINUTES =
      new Topic(
          "metrics.minutes",
          PARTITIONS_DEFAULT,
          Duration.ofDays(7),
          "series",
          "Avro MetricMinute, Confluent wire format",
          "Every series by event minute, counted before sampling; history for console and replay.");

  public static final Topic SPANS_DEAD =
      new Topic(
          "spans.dead",
          1,
          Duration.ofDays(14),
          "as it came where it is a plain name, else none",
          "a masked excerpt",
          "Raw span records that could not become spans; class, reason and coordinates are headers.");

  public static final Topic SINKS_DEAD =
      new Topic(
          "sinks.dead",
          1,
          Duration.ofDays(14),
          "as it came",
          "the record that a sink could not write",
          "Records that a sink's target refused for good; headers tell why and where from.");

  public static final Topic RULES =
      new Topic(
          "rules",
          1,
          Topic.FOR_EVER,
          "name and effective time, as in sampling/1772366400000",
          "JSON with name, version, text, effective, applied and maybe note",
          "Every version of the rules with the arrival from which it is in force.");

  private Catalogue() {}

  /** Schemas of the topics that hold Avro, by full name of the topic under a prefix. */
  public static Map<String, Schema> schemas(String prefix) {
    return Map.of(
        LOGS_NORMALIZED.name(prefix), LogEvent.getClassSchema(),
        SAMPLING_DECISIONS.name(prefix), Decision.getClassSchema(),
        METRICS_MINUTES.name(prefix), MetricMinute.getClassSchema());
  }

  /** All topics, in the order in which data flows. */
  public static List<Topic> topics() {
    return List.of(
        LOGS_RAW,
        LOGS_NORMALIZED,
        LOGS_DEAD,
        SPANS_RAW,
        SPANS_NORMALIZED,
        SPANS_SAMPLED,
        SAMPLING_DECISIONS,
        SPANS_DEAD,
        METRICS_MINUTES,
        SINKS_DEAD,
        RULES);
  }
}
