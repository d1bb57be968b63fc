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

class BurstTest {

  private static final String EVENTS = "telemetry_burst_events";
  private static final String HTTP_500 = "kind=\"http_500\"";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void hundredWithinFiveMinutesAreShown_acrossMinutes() {
    access(50, START_MS - 299_000, 500);
    access(49, START_MS - 1, 500);
    bench.commit();
    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(99);

    access(1, START_MS - 130_000, 500);
    bench.commit();
    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(100);
    assertThat(bench.value("telemetry_burst_window_end_seconds", HTTP_500))
        .isEqualTo(START_MS / 1_000);
  }

  @Test
  void hundredWithinMoreThanFiveMinutesAreNot() {
    access(50, START_MS - 300_000, 500);
    access(50, START_MS, 500);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(50);
  }

  @Test
  void backlogIsNoBurst() {
    access(100, START_MS - 360_000, 500);
    access(100, START_MS - 86_400_000, 500);
    access(100, START_MS - 601_000, 500);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isZero();
  }

  @Test
  void backlogThatArrivedInTimeAndWasReadLateIsNoBurst() {
    bench.pass(Duration.ofMinutes(7));
    access(100, START_MS, 500);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isZero();
    bench.pass(Duration.ofMinutes(6));
    access(100, START_MS, 500);
    bench.commit();
    assertThat(bench.shown(EVENTS)).isEmpty();
  }

  @Test
  void burstFallsToZero_andGoes() {
    access(100, START_MS, 500);
    bench.commit();
    bench.pass(Duration.ofSeconds(357));
    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(100);

    bench.pass(Duration.ofSeconds(3));
    assertThat(bench.value(EVENTS, HTTP_500)).isZero();
    bench.pass(Duration.ofMinutes(6));
    bench.commit();
    assertThat(bench.shown(EVENTS)).isEmpty();
    assertThat(bench.stored(Stage.BURSTS_STORE)).isZero();
  }

  @Test
  void statusFiveHundredIsCountedExactly_andAllServerErrorsBeside() {
    access(3, START_MS, 500);
    access(4, START_MS, 503);
    access(5, START_MS, 404);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(3);
    assertThat(bench.value(EVENTS, "kind=\"http_5xx\"")).isEqualTo(7);
  }

  @Test
  void errorAndFatalEventsAreCounted() {
    for (String level : new String[] {"info", "error", "fatal", "error"}) {
      bench.log(event("auth", level, START_MS).build());
    }
    bench.commit();

    assertThat(bench.shown(EVENTS)).hasSize(1);
    assertThat(bench.value(EVENTS, "log_error", "\"auth\"")).isEqualTo(3);
  }

  @Test
  void responseThatSpanAndAccessLogTellIsCountedOnce_whicheverComesFirst() {
    access(50, START_MS, 500);
    bench.commit();
    for (int i = 0; i < 50; i++) {
      bench.spans(
          "cart", new SpanOf("a", SpanKind.SPAN_KIND_SERVER, true, 1, "http.status_code", "500"));
    }
    bench.commit();
    access(50, START_MS, 500);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(50);
  }

  @Test
  void eventFromTheFutureCountsAtItsArrival() {
    access(7, START_MS + 1_800_000, 500);
    access(7, START_MS + 36_000_000, 500);
    bench.commit();

    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(14);
  }

  @Test
  void onlyWhatIsCommittedIsShown() {
    access(1, START_MS, 500);
    bench.pass(CountProcessor.SEND_INTERVAL);
    assertThat(bench.shown(EVENTS)).isEmpty();

    bench.commits.committed();
    assertThat(bench.value(EVENTS, HTTP_500)).isEqualTo(1);
  }

  private void access(int times, long ms, int status) {
    for (int i = 0; i < times; i++) {
      bench.log(event("cart", "info", ms).setUrlPath("/cart").setHttpStatusCode(status).build());
    }
  }
}
