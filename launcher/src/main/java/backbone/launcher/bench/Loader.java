// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.schema.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with records that are made by number. */
final class Loader {

  private static final int UNCHECKED_MAX = 50_000;

  private Loader() {}

  /** Lines of JSON, evenly over the partitions of a topic. */
  static IntFunction<ProducerRecord<byte[], byte[]>> lines(String topic) {
    return n ->
        new ProducerRecord<>(topic, n % Catalogue.PARTITIONS_DEFAULT, null, Lines.JSON.line(n));
  }

  /** Writes the records from 0 on; returns when all are acknowledged. */
  static void fill(
      Cluster cluster,
      IntFunction<ProducerRecord<byte[], byte[]>> record,
      int records,
      Progress progress)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config = cluster.client();
    config.put("linger.ms", 20);
    config.put("batch.size", 256 << 10);
    config.put("compression.type", "lz4");
    config.put("buffer.memory", 64 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int n = 0; n < records; n++) {
        sent.add(producer.send(record.apply(n)));
        if (sent.size() == UNCHECKED_MAX) {
          check(sent);
          progress.tick("records written", n, records);
        }
      }
      producer.flush();
      check(sent);
    }
  }

  private static void check(List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    sent.clear();
  }
}
