// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Limits that all sinks have.
 *
 * @param batchRecords records of a batch at most
 * @param batchBytes bytes of a batch at most, as they are in Kafka
 * @param lingerMs how long a partial batch waits for more, milliseconds
 * @param bufferBytes bytes a task holds before it pauses its partitions
 * @param writers batches of a task that are written at the same time
 * @param deadLettersPerMinute dead letters a task sends in a minute at most; more wait
 */
public record SinkSettings(
    int batchRecords,
    long batchBytes,
    long lingerMs,
    long bufferBytes,
    int writers,
    int deadLettersPerMinute) {

  public static final int BATCH_RECORDS_DEFAULT = 1_000;
  public static final long BATCH_BYTES_DEFAULT = 5L << 20;
  public static final long LINGER_MS_DEFAULT = 100;
  public static final long BUFFER_BYTES_DEFAULT = 16L << 20;
  public static final int WRITERS_DEFAULT = 2;
  public static final int DEAD_LETTERS_PER_MINUTE_DEFAULT = 1_000;

  private static final long BYTES_MAX = 1L << 30;

  /** The values that hold unless configured otherwise. */
  public static SinkSettings defaults() {
    return new SinkSettings(
        BATCH_RECORDS_DEFAULT,
        BATCH_BYTES_DEFAULT,
        LINGER_MS_DEFAULT,
        BUFFER_BYTES_DEFAULT,
        WRITERS_DEFAULT,
        DEAD_LETTERS_PER_MINUTE_DEFAULT);
  }

  /**
   * Declares these settings.
   *
   * @param sink first word of every key, such as {@code elasticsearch}
   */
  public static void define(ConfigDef def, String sink) {
    def.define(
            sink + ".batch.records",
            INT,
            BATCH_RECORDS_DEFAULT,
            between(1, 100_000),
            Importance.MEDIUM,
            "Records of one request at most.")
        .define(
            sink + ".batch.bytes",
            LONG,
            BATCH_BYTES_DEFAULT,
            between(1_024, BYTES_MAX),
            Importance.MEDIUM,
            "Bytes of one request at most, as the records are in Kafka; a larger record goes alone.")
        .define(
            sink + ".linger.ms",
            LONG,
            LINGER_MS_DEFAULT,
            between(0, 60_000),
            Importance.MEDIUM,
            "Milliseconds that a partial request waits for more records.")
        .define(
            sink + ".buffer.bytes",
            LONG,
            BUFFER_BYTES_DEFAULT,
            between(1_024, BYTES_MAX),
            Importance.MEDIUM,
            "Bytes that a task holds before it pauses its partitions; it resumes at half of them.")
        .define(
            sink + ".writers",
            INT,
            WRITERS_DEFAULT,
            between(1, 64),
            Importance.MEDIUM,
            "Requests of a task at the same time; more than the target's cores only add latency.")
        .define(
            sink + ".dead.letters.per.minute",
            INT,
            DEAD_LETTERS_PER_MINUTE_DEFAULT,
            between(1, 1_000_000),
            Importance.LOW,
            "Dead letters of a task in a minute at most; more wait and pause the partitions, so that"
                + " one mistake does not drain a topic.");
  }

  /** Reads what {@link #define} declared. */
  public static SinkSettings of(AbstractConfig config, String sink) {
    return new SinkSettings(
        config.getInt(sink + ".batch.records"),
        config.getLong(sink + ".batch.bytes"),
        config.getLong(sink + ".linger.ms"),
        config.getLong(sink + ".buffer.bytes"),
        config.getInt(sink + ".writers"),
        config.getInt(sink + ".dead.letters.per.minute"));
  }
}
