// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import backbone.producer.Sender;
import backbone.producer.SenderSettings;
import backbone.producer.otel.KafkaSpanExporter;
import backbone.service.Signals;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Turns the shop's spans into real ones: each service has an OpenTelemetry SDK of its own. */
final class ShopTracing implements AutoCloseable {

  private static final long CLOSE_SECONDS_MAX = 2;

  private final Sender sender;
  private final Map<ShopService, ServiceTracing> services = new EnumMap<>(ShopService.class);

  private ShopTracing(DemoSettings settings, PrometheusRegistry metrics) {
    Signals signals = Signals.of(metrics, "demo_spans");
    sender = new Sender(SenderSettings.of(settings.kafka()), signals);
    for (ShopService service : ShopService.values()) {
      services.put(
          service,
          new ServiceTracing(
              service,
              KafkaSpanExporter.builder()
                  .sender(sender, signals)
                  .topicPrefix(settings.topicsPrefix())
                  .env(settings.env())
                  .region(settings.region())
                  .team(settings.teams().getOrDefault(service.label(), ""))
                  .build()));
    }
  }

  /** Connects in the background. */
  static ShopTracing start(DemoSettings settings, PrometheusRegistry metrics) {
    return new ShopTracing(settings, metrics);
  }

  void write(ShopSpan span) {
    services.get(span.service()).write(span);
  }

  /** Waits a few seconds for what is not sent yet. */
  @Override
  public void close() {
    CompletableResultCode.ofAll(services.values().stream().map(ServiceTracing::shutdown).toList())
        .join(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    sender.close();
  }
}
