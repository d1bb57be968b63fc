// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing listens where these appenders send to. */
final class TelemetryLogTest {

  private static final Duration FLUSH = Duration.ofMillis(200);

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void countsEachEventOnce_whenKafkaIsAwayUntilTheEnd() {
    int offered = 20_000;
    try (TelemetryLog log = log("127.0.0.1:1")) {
      for (int i = 0; i < offered; i++) {
        log.offer(entry(i % 2 == 0 ? Severity.DEBUG : Severity.ERROR));
      }
    }

    assertThat(counted("telemetry_appender_received")).isGreaterThanOrEqualTo(offered);
    assertThat(counted("telemetry_appender_dropped")).isGreaterThanOrEqualTo(offered);
    assertThat(counted("telemetry_appender_dropped"))
        .isEqualTo(counted("telemetry_appender_received"));
    assertThat(counted("telemetry_appender_dropped", "queue-full-debug"))
        .isGreaterThan(counted("telemetry_appender_dropped", "queue-full-error"));
    assertThat(counted("telemetry_appender_sent")).isZero();
  }

  @Test
  void endsInTime_whenTheNameOfTheBrokerDoesNotResolve() {
    TelemetryLog log = log("no-such-host.invalid:9092");
    log.offer(entry(Severity.INFO));
    long before = System.nanoTime();

    log.close();
    log.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(counted("telemetry_appender_dropped", "closed")).isEqualTo(1);
  }

  @Test
  void namesTheSetting_whenItIsWrong() {
    assertThatThrownBy(() -> settings("", Bounds.DEFAULT)).hasMessageContaining("bootstrapServers");
    assertThatThrownBy(() -> new Bounds(1, FLUSH)).hasMessageContaining("queueBytes is 1.");
    assertThatThrownBy(() -> new Bounds(1 << 20, Duration.ofDays(1)))
        .hasMessageContaining("flushMillis");
  }

  private TelemetryLog log(String servers) {
    return new TelemetryLog(
        settings(servers, new Bounds(1 << 20, FLUSH)), Signals.of(registry, "appender"));
  }

  private static Settings settings(String servers, Bounds bounds) {
    return new Settings(
        new Service("cart", null, null),
        new Place("prod", "kr", null),
        Settings.TOPIC_PREFIX_DEFAULT,
        bounds,
        Map.of("bootstrap.servers", servers));
  }

  private static Entry entry(Severity severity) {
    Entry.Origin origin = new Entry.Origin(severity, "shop.Cart", "main");
    return new Entry(0, origin, "hello", null, null, Map.of(), Map.of(), List.of());
  }

  private double counted(String name, String... reason) {
    return registry.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals(name))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(p -> reason.length == 0 || reason[0].equals(p.getLabels().get("reason")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
