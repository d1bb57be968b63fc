// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What an appender does that hands its events to Kafka's producer in the caller's thread. */
final class PlainAppending implements Appending {

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final byte[][] events = Lines.JSON.lines(1_000);
  private final AtomicLong acknowledged = new AtomicLong();

  PlainAppending(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void log(int n) {
    byte[] event = events[n % events.length].clone();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, event),
            (metadata, e) -> acknowledged.addAndGet(e == null ? 1 : 0));
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
