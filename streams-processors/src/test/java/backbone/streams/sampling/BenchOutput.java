// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.testkit.RealKafka;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What came out, against what the policies demand.
 *
 * @param spans that came out
 * @param lost spans of traces with errors, of slow ones and of those kept otherwise that are
 *     missing
 * @param doubled spans that came out more than once
 * @param restShare share of the other traces that was kept
 */
record BenchOutput(long spans, long lost, long doubled, double restShare) {

  private static final int QUIET_POLLS = 5;

  /** Reads a topic to its end. */
  static BenchOutput of(RealKafka kafka, String topic, int partitions, int traces) {
    byte[] found = new byte[traces];
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("max.partition.fetch.bytes", 4 << 20);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList());
      for (int quiet = 0; quiet < QUIET_POLLS; quiet++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          quiet = 0;
          count(record.value(), found);
        }
      }
    }
    return judged(found);
  }

  private static void count(byte[] value, byte[] found) {
    try {
      TracesData.parseFrom(value).getResourceSpansList().stream()
          .flatMap(batch -> batch.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> found[ShopTraces.number(span.getTraceId())]++);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what came out is no OTLP", e);
    }
  }

  private static BenchOutput judged(byte[] found) {
    long spans = 0;
    long lost = 0;
    long doubled = 0;
    long rest = 0;
    long restKept = 0;
    for (int trace = 0; trace < found.length; trace++) {
      boolean others = ShopTraces.fate(trace) == ShopTraces.Fate.REST;
      boolean kept = found[trace] > 0 || !others;
      spans += found[trace];
      lost += kept ? Math.max(0, ShopTraces.SPANS - found[trace]) : 0;
      doubled += Math.max(0, found[trace] - ShopTraces.SPANS);
      rest += others ? 1 : 0;
      restKept += others && kept ? 1 : 0;
    }
    return new BenchOutput(spans, lost, doubled, (double) restKept / rest);
  }
}
