// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static backbone.streams.metrics.Bench.START_MS;
import static backbone.streams.metrics.Telemetry.event;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.metrics.Telemetry.SpanOf;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  private static final String EVENTS = "log_events_total";
  private static final String EXPIRED = "telemetry_derive_metrics_expired_total";

  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void idleSeriesGoes_andComesBackAtZero() {
    bench.watermark(0);
    log("auth", 3);
    bench.settle();
    assertThat(bench.value("telemetry_derive_metrics_series ")).isEqualTo(5);
    assertThat(bench.value("telemetry_derive_metrics_series_max")).isEqualTo(100_000);

    idle(Bench.SERIES_IDLE_MS - 1);
    assertThat(bench.value(EVENTS, "\"error\"")).isEqualTo(3);
    idle(Bench.SERIES_IDLE_MS);
    assertThat(bench.shown(EVENTS)).isEmpty();
    assertThat(bench.stored(Stage.TOTALS_STORE)).isZero();
    assertThat(bench.value(EXPIRED)).isEqualTo(5);
    assertThat(bench.value("telemetry_derive_metrics_series ")).isZero();

    log("auth", 7);
    bench.commit();
    assertThat(bench.value(EVENTS, "\"error\"")).isZero();
    bench.release();
    assertThat(bench.value(EVENTS, "\"error\"")).isEqualTo(7);
  }

  @Test
  void seriesBesideAnActiveOneStays() {
    bench.watermark(0);
    log("auth", 3);
    bench.log(event("cart", "error", START_MS).build());
    bench.settle();
    idle(Bench.SERIES_IDLE_MS / 2);
    bench.log(event("auth", "info", START_MS).build());
    bench.commit();
    idle(Bench.SERIES_IDLE_MS);

    assertThat(bench.shown(EVENTS)).hasSize(5).allMatch(line -> line.contains("\"auth\""));
    assertThat(bench.value(EVENTS, "\"error\"")).isEqualTo(3);
  }

  @Test
  void serviceBeyondTheBoundIsCountedAsOverflow_untilAnotherGoes() {
    bench.close();
    bench =
        new Bench(
            new DeriveMetricsTopology.Bounds(100, 100, new KnownLabels.Bounds(1, 9, 9, 99, 9, 99)));
    bench.watermark(0);
    log("auth", 1);
    bench.commit();
    log("cart", 4);
    bench.settle();
    assertThat(bench.shown(EVENTS)).noneMatch(line -> line.contains("cart"));
    bench.commit();
    assertThat(bench.value("telemetry_derive_metrics_overflow_total", "service_name")).isEqualTo(4);
    assertThat(bench.value("telemetry_burst_events", "\"cart\"")).isEqualTo(4);

    idle(Bench.SERIES_IDLE_MS);
    log("cart", 4);
    bench.settle();
    assertThat(bench.value(EVENTS, "\"cart\"", "\"error\"")).isEqualTo(4);
  }

  @Test
  void accessLogCountsAgain_whenTheSpansAreGone() {
    bench.watermark(0);
    bench.spans(
        "cart", new SpanOf("a", SpanKind.SPAN_KIND_SERVER, false, 1, "http.status_code", "200"));
    bench.settle();
    idle(Bench.SERIES_IDLE_MS);
    bench.log(event("cart", "info", START_MS).setUrlPath("/a").setHttpStatusCode(200).build());
    bench.settle();

    assertThat(bench.value("http_responses_total", "access_log", "\"200\"")).isEqualTo(1);
  }

  private void log(String service, int times) {
    for (int i = 0; i < times; i++) {
      bench.log(event(service, "error", START_MS).build());
    }
  }

  /** Lets arrival time pass, and the minute until idle series are looked for. */
  private void idle(long afterMs) {
    bench.watermark(afterMs);
    bench.pass(Duration.ofSeconds(70));
    bench.commit();
  }
}
