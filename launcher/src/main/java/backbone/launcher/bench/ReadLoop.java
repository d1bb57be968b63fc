// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The trivial loop: reads the files of a folder once, sends each line, remembers nothing. A process
 * of its own, until it is stopped.
 */
public final class ReadLoop {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private byte[] line = new byte[1_024];

  private ReadLoop(KafkaProducer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /** Arguments: bootstrap servers, topic, folder. */
  public static void main(String[] args) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            args[0],
            "linger.ms",
            20,
            "batch.size",
            256 << 10,
            "compression.type",
            "lz4");
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        Stream<Path> files = Files.list(Path.of(args[2]))) {
      ReadLoop loop = new ReadLoop(producer, args[1]);
      for (Path file : files.sorted().toList()) {
        loop.send(file);
      }
      producer.flush();
      new CountDownLatch(1).await();
    }
  }

  private void send(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      int length = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
          line[length++] = (byte) b;
        } else {
          var unused =
              producer.send(new ProducerRecord<>(topic, null, Arrays.copyOf(line, length)));
          length = 0;
        }
      }
    }
  }
}
