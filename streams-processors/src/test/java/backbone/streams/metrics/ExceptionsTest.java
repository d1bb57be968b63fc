// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static backbone.streams.metrics.Bench.START_MS;
import static backbone.streams.metrics.Telemetry.THROWN;
import static backbone.streams.metrics.Telemetry.event;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.metrics.Telemetry.SpanOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExceptionsTest {

  private static final String EXCEPTIONS = "exceptions_total";

  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everyRecordedExceptionCounts_byItsType() {
    bench.spans(
        "cart",
        span(true, THROWN, "java.io.IOException", THROWN, "java.io.IOException"),
        span(false, THROWN, "Timeout", "error.type", "never.looked.at"));
    bench.settle();

    assertThat(bench.shown(EXCEPTIONS)).hasSize(2);
    assertThat(bench.value(EXCEPTIONS, "java.io.IOException", "source=\"spans\"")).isEqualTo(2);
    assertThat(bench.value(EXCEPTIONS, "Timeout", "service_name=\"cart\"")).isEqualTo(1);
  }

  @Test
  void errorTypeCounts_whenASpanFailedWithoutAnException_butNoStatusCode() {
    bench.spans(
        "cart",
        span(true, "error.type", "connect_timeout"),
        span(false, "error.type", "retried"),
        span(true, "error.type", "503"));
    bench.settle();

    assertThat(bench.shown(EXCEPTIONS)).hasSize(1);
    assertThat(bench.value(EXCEPTIONS, "connect_timeout")).isEqualTo(1);
  }

  @Test
  void newTypeBeginsAtZero() {
    bench.log(event("auth", "error", START_MS).setErrorType("BadToken").build());
    bench.commit();

    assertThat(bench.value(EXCEPTIONS, "BadToken", "source=\"logs\"")).isZero();
    bench.settle();
    assertThat(bench.value(EXCEPTIONS, "BadToken", "source=\"logs\"")).isEqualTo(1);
  }

  @Test
  void logsStopCounting_whenTheServiceRecordsExceptionsOnSpans() {
    thrownInLogs(2);
    bench.settle();
    bench.spans("cart", span(true, THROWN, "Broken"));
    bench.settle();
    thrownInLogs(5);
    bench.settle();

    assertThat(bench.value(EXCEPTIONS, "\"logs\"")).isEqualTo(2);
    assertThat(bench.value(EXCEPTIONS, "\"spans\"")).isEqualTo(1);
  }

  private void thrownInLogs(int times) {
    for (int i = 0; i < times; i++) {
      bench.log(event("cart", "warn", START_MS).setErrorType("Broken").build());
    }
  }

  @Test
  void typesPastTheBoundAreOther_andCounted() {
    bench.close();
    bench =
        new Bench(
            new DeriveMetricsTopology.Bounds(100, 100, new KnownLabels.Bounds(9, 9, 9, 9, 2, 99)));
    for (int i = 0; i < 5; i++) {
      bench.log(event("cart", "error", START_MS).setErrorType("Broken" + i).build());
      bench.commit();
    }
    bench.settle();

    assertThat(bench.shown(EXCEPTIONS)).hasSize(3);
    assertThat(bench.value(EXCEPTIONS, "\"other\"")).isEqualTo(3);
    assertThat(bench.value("telemetry_derive_metrics_overflow_total", "error_type")).isEqualTo(3);
  }

  private static SpanOf span(boolean failed, String... attributes) {
    return new SpanOf("GET", SPAN_KIND_SERVER, failed, 1, attributes);
  }
}
