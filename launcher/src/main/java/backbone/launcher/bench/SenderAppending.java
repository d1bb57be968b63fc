// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.producer.Delivery;
import backbone.producer.Sender;
import backbone.producer.SenderSettings;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What all our appenders hand their events to; the layout of an appender comes on top. */
final class SenderAppending implements Appending {

  private final String topic;
  private final Sender sender;
  private final byte[][] events = Lines.JSON.lines(1_000);
  private final AtomicLong acknowledged = new AtomicLong();
  private final Delivery delivery =
      new Delivery() {
        @Override
        public void acknowledged() {
          acknowledged.incrementAndGet();
        }

        @Override
        public void failed(Exception cause) {
          // It counts as lost by not being acknowledged.
        }
      };

  SenderAppending(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    this.sender =
        new Sender(
            SenderSettings.of(kafka), Signals.of(new PrometheusRegistry(), "bench_appender"));
  }

  @Override
  public void log(int n) {
    byte[] event = events[n % events.length].clone();
    sender.tryOffer(new ProducerRecord<>(topic, null, event), delivery);
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() {
    sender.close();
  }
}
