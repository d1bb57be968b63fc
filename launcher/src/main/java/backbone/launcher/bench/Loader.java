// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.schema.Catalogue;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with lines, evenly over its partitions. */
final class Loader {

  private Loader() {}

  /** Writes the lines from 0 on; returns when all are acknowledged. */
  static void fill(Cluster cluster, String topic, int records, Progress progress)
      throws IOException {
    Map<String, Object> config = cluster.client();
    config.put("linger.ms", 20);
    config.put("batch.size", 256 << 10);
    config.put("compression.type", "lz4");
    config.put("buffer.memory", 64 << 20);
    AtomicReference<Exception> failed = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int n = 0; n < records; n++) {
        producer.send(
            new ProducerRecord<>(
                topic, n % Catalogue.PARTITIONS_DEFAULT, null, Lines.JSON.line(n)),
            (metadata, e) -> {
              if (e != null) {
                failed.set(e);
              }
            });
        if (n % 10_000 == 0) {
          progress.tick("records written", n, records);
        }
      }
      producer.flush();
    }
    if (failed.get() != null) {
      throw new IOException("the records could not be written to " + topic, failed.get());
    }
  }
}
