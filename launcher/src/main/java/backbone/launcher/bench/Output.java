// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.bench.Row.Lost;
import backbone.schema.Catalogue;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which lines came out, by the marks in them, whatever the encoding around; a record may hold many.
 *
 * @param found lines that came out
 * @param doubled how often a line came out again
 */
record Output(int found, long doubled) {

  private static final Duration POLL = Duration.ofMillis(250);

  /** Polls without anything after which a topic counts as read. */
  private static final int QUIET_POLLS = 12;

  /** Reads what is committed of a topic until all lines are found or nothing more comes. */
  static Output of(Cluster cluster, String topic, int lines, Progress progress) {
    BitSet seen = new BitSet(lines);
    long doubled = 0;
    int quiet = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
      consumer.assign(
          IntStream.range(0, Catalogue.PARTITIONS_DEFAULT)
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList());
      while (quiet < QUIET_POLLS && !(quiet > 1 && seen.cardinality() == lines)) {
        quiet++;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) { // else a watermark, of which there is no end
            quiet = 0;
            doubled += mark(record.value(), seen);
          }
        }
        progress.tick("output read", seen.cardinality(), lines);
      }
    }
    return new Output(seen.cardinality(), doubled);
  }

  /** Marks the lines of a value; a line may stand in it twice, as text and in its attributes. */
  private static long mark(byte[] value, BitSet seen) {
    long again = 0;
    int last = -1;
    int at = Lines.markIn(value, 0);
    while (at < value.length) {
      int n = Lines.numberIn(value, at);
      if (n != last) {
        again += seen.get(n) ? 1 : 0;
        seen.set(n);
      }
      last = n;
      at = Lines.markIn(value, at + 1);
    }
    return again;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
    Map<String, Object> config = cluster.client();
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 5_000);
    config.put("max.partition.fetch.bytes", 4 << 20);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What is missing of so many lines, beside what another has lost. */
  Lost lost(int lines, Output theirs) {
    return new Lost(lines - found, theirs == null ? -1 : lines - theirs.found, doubled);
  }
}
