// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.schema.Catalogue;
import backbone.streams.sampling.Traces.Piece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The input of the comparison, written before: the same values in the same order in the topic of
 * the normalized spans, with headers and watermarks, and in one that the Collector reads. The
 * fragments of a trace lie 750 ms of arrival apart, at 60 records a millisecond.
 */
record ShopTopics(SamplingTopics topics, int traces) {

  static final int WAIT_MS = 5_000;
  static final int TRACES_PER_MS = 20;

  private static final String COLLECTOR_IN = "collector.in";
  private static final String COLLECTOR_OUT = "collector.out";
  private static final int APART_MS = 750;
  private static final int WATERMARK_MS = 500;
  private static final String RECORD_BYTES_MAX = "4194304";

  /** Creates and fills the topics. */
  static ShopTopics filled(SamplingTopics topics, int traces) throws Exception {
    Map<String, String> config = Map.of("max.message.bytes", RECORD_BYTES_MAX);
    topics
        .kafka()
        .createTopics(
            List.of(
                new NewTopic(COLLECTOR_IN, topics.partitions(), (short) 1).configs(config),
                new NewTopic(COLLECTOR_OUT, topics.partitions(), (short) 1).configs(config)));
    ShopTopics made = new ShopTopics(topics, traces);
    Map<String, Object> client = new HashMap<>(topics.kafka().client());
    client.putAll(Map.of("linger.ms", 20, "batch.size", 256 << 10, "compression.type", "lz4"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      made.fill(producer);
    }
    return made;
  }

  long spans() {
    return (long) traces * ShopTraces.SPANS;
  }

  String normalized() {
    return Catalogue.SPANS_NORMALIZED.name(topics.prefix());
  }

  String sampled() {
    return Catalogue.SPANS_SAMPLED.name(topics.prefix());
  }

  String collectorIn() {
    return COLLECTOR_IN;
  }

  String collectorOut() {
    return COLLECTOR_OUT;
  }

  private void fill(KafkaProducer<byte[], byte[]> producer) {
    int apart = APART_MS * TRACES_PER_MS;
    int steps = traces + (ShopTraces.FRAGMENTS - 1) * apart;
    for (int step = 0; step < steps; step++) {
      long nowMs = Script.START_MS + step / TRACES_PER_MS;
      for (int fragment = 0; fragment < ShopTraces.FRAGMENTS; fragment++) {
        int trace = step - fragment * apart;
        if (trace >= 0 && trace < traces) {
          long beganMs = Script.START_MS + trace / TRACES_PER_MS;
          send(producer, trace, ShopTraces.fragment(trace, fragment, beganMs, nowMs));
        }
      }
      if (step % (WATERMARK_MS * TRACES_PER_MS) == 0) {
        watermarks(producer, nowMs - 1);
      }
    }
    watermarks(producer, Script.START_MS + steps / TRACES_PER_MS + 2L * WAIT_MS);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int trace, Piece piece) {
    int partition = ShopTraces.partition(trace, topics.partitions());
    var unused = producer.send(topics.record(partition, piece));
    unused =
        producer.send(new ProducerRecord<>(COLLECTOR_IN, partition, piece.key(), piece.value()));
  }

  private void watermarks(KafkaProducer<byte[], byte[]> producer, long ms) {
    for (int p = 0; p < topics.partitions(); p++) {
      for (String raw : Script.rawPartitions(topics.raw())) {
        var unused = producer.send(topics.record(p, Traces.watermark(raw, ms)));
      }
    }
  }
}
