// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static backbone.streams.metrics.Bench.START_MS;
import static backbone.streams.metrics.Telemetry.event;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.MetricMinute;
import backbone.schema.TelemetryHeaders;
import backbone.streams.metrics.Telemetry.SpanOf;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeriveMetricsTopologyTest {

  private static final SpanKind SERVER = SpanKind.SPAN_KIND_SERVER;

  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void topologyIsAsDocumented() throws Exception {
    Path golden =
        Path.of(System.getProperty("backbone.root"), "docs/topologies/derive-metrics.txt");
    String described = bench.topology().describe().toString().replaceAll("(?m)[ \t]+$", "");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, described);
    }
    assertThat(described).isEqualTo(Files.readString(golden));
  }

  @Test
  void newServiceShowsEveryLevelAsZero_thenItsCount() {
    bench.log(event("auth", "error", START_MS).build());
    bench.log(event("auth", "error", START_MS).build());
    bench.commit();

    assertThat(bench.shown("log_events_total"))
        .hasSize(5)
        .allMatch(line -> line.endsWith(" 0.0"))
        .contains(
            "log_events_total{env=\"prod\",level=\"error\",region=\"kr\",service_name=\"auth\","
                + "team=\"shop\"} 0.0");
    bench.release();
    assertThat(bench.value("log_events_total", "\"error\"")).isEqualTo(2);
    assertThat(bench.value("log_events_total", "\"fatal\"")).isZero();
  }

  @Test
  void showsOnlyWhatIsCommitted() {
    bench.log(event("auth", "info", START_MS).build());
    bench.settle();
    bench.log(event("auth", "info", START_MS).build());
    bench.pass(CountProcessor.SEND_INTERVAL);

    assertThat(bench.value("log_events_total", "\"info\"")).isEqualTo(1);
    bench.commits.committed();
    assertThat(bench.value("log_events_total", "\"info\"")).isEqualTo(2);
  }

  @Test
  void showsNothing_whenThePartitionsMayBeSomeoneElses_orTheTaskIsClosed() {
    bench.log(event("auth", "info", START_MS).build());
    bench.settle();
    bench.fresh = false;
    assertThat(bench.shown("log_events")).isEmpty();

    bench.fresh = true;
    assertThat(bench.shown("log_events")).isNotEmpty();
    bench.close();
    assertThat(bench.shown("log_events")).isEmpty();
  }

  @Test
  void spanIsCounted_andMeasured() {
    bench.spans("cart", new SpanOf("GET /cart", SERVER, true, 7));
    bench.settle();

    String[] labels = {
      "service_name=\"cart\"",
      "span_name=\"GET /cart\"",
      "span_kind=\"SPAN_KIND_SERVER\"",
      "status_code=\"STATUS_CODE_ERROR\""
    };
    assertThat(bench.value("traces_span_metrics_calls_total", labels)).isEqualTo(1);
    String durations = "traces_span_metrics_duration_milliseconds";
    assertThat(bench.value(durations + "_sum", labels)).isEqualTo(7);
    assertThat(bench.value(durations + "_bucket", "le=\"6.0\"")).isZero();
    assertThat(bench.value(durations + "_bucket", "le=\"8.0\"")).isEqualTo(1);
    assertThat(bench.value(durations + "_bucket", "le=\"+Inf\"")).isEqualTo(1);
  }

  @Test
  void responseHasItsRoute_orTheTemplateOfItsPath() {
    bench.spans(
        "cart",
        new SpanOf("a", SERVER, false, 1, "http.route", "/cart/{user}", "http.status_code", "500"),
        new SpanOf(
            "a", SERVER, false, 1, "url.path", "/item/7", "http.response.status_code", "404"),
        new SpanOf("a", SpanKind.SPAN_KIND_CLIENT, false, 1, "http.status_code", "500"));
    bench.settle();

    assertThat(bench.shown("http_responses_total")).hasSize(6);
    assertThat(bench.value("http_responses_total", "/cart/{user}", "\"500\"", "\"spans\""))
        .isEqualTo(1);
    assertThat(bench.value("http_responses_total", "/item/{id}", "\"404\"")).isEqualTo(1);
    assertThat(bench.value("http_responses_total", "/item/{id}", "\"500\"")).isZero();
  }

  @Test
  void accessLogStopsCounting_whenTheServiceHasServerSpans() {
    access("cart", 3);
    bench.settle();
    assertThat(bench.value("http_responses_total", "access_log", "\"200\"")).isEqualTo(3);

    bench.spans("cart", new SpanOf("a", SERVER, false, 1, "http.status_code", "200"));
    bench.settle();
    access("cart", 5);
    access("auth", 1);
    bench.settle();

    assertThat(bench.value("http_responses_total", "access_log", "\"cart\"", "\"200\""))
        .isEqualTo(3);
    assertThat(bench.value("http_responses_total", "access_log", "\"auth\"", "\"200\""))
        .isEqualTo(1);
    assertThat(bench.value("http_responses_total", "\"spans\"", "\"200\"")).isEqualTo(1);
  }

  private void access(String service, int times) {
    for (int i = 0; i < times; i++) {
      bench.log(
          event(service, "info", START_MS).setUrlPath("/cart?x=1").setHttpStatusCode(200).build());
    }
  }

  @Test
  void namesPastTheBoundAreOther_andCounted() {
    bench.close();
    bench =
        new Bench(
            new DeriveMetricsTopology.Bounds(
                100, 100, new KnownLabels.Bounds(2, 1, 2, 100, 9, 100)));
    for (String name : List.of("a", "b", "c", "d")) {
      bench.spans("cart", new SpanOf(name, SpanKind.SPAN_KIND_INTERNAL, false, 1));
    }
    bench.commit();
    bench.log(event("auth", "info", START_MS).build());
    bench.commit();
    bench.log(event("third", "info", START_MS).build());
    bench.settle();
    bench.commit();

    assertThat(bench.shown("traces_span_metrics_calls_total")).hasSize(3);
    assertThat(bench.value("traces_span_metrics_calls_total", "\"other\"")).isEqualTo(2);
    assertThat(bench.value("telemetry_derive_metrics_overflow_total", "span_name")).isEqualTo(2);
    assertThat(bench.value("telemetry_derive_metrics_overflow_total", "service_name")).isEqualTo(1);
    assertThat(bench.shown("log_events_total")).noneMatch(line -> line.contains("third"));
  }

  @Test
  void allIsOther_whenTheTaskHasTooManySeries() {
    bench.close();
    bench =
        new Bench(
            new DeriveMetricsTopology.Bounds(100, 100, new KnownLabels.Bounds(9, 9, 9, 100, 9, 3)));
    for (String name : List.of("a", "b", "c", "d", "e", "a")) {
      bench.spans("cart", new SpanOf(name, SpanKind.SPAN_KIND_INTERNAL, false, 1));
      bench.commit();
    }
    bench.settle();

    assertThat(bench.shown("traces_span_metrics_calls_total")).hasSize(4);
    assertThat(bench.value("traces_span_metrics_calls_total", "span_name=\"a\"")).isEqualTo(2);
    assertThat(
            bench.value(
                "traces_span_metrics_calls_total",
                "span_kind=\"other\"",
                "span_name=\"other\"",
                "status_code=\"other\""))
        .isEqualTo(2);
    assertThat(bench.value("telemetry_derive_metrics_overflow_total", "series")).isEqualTo(2);
  }

  @Test
  void everythingIsCounted_whenCellsAreEvictedAllTheTime() {
    bench.close();
    bench = new Bench(new DeriveMetricsTopology.Bounds(2, 2, KnownLabels.Bounds.DEFAULT));
    for (int i = 0; i < 30; i++) {
      bench.log(event("s" + i % 5, "info", START_MS + i % 3 * 60_000L).build());
    }
    bench.settle();

    for (int i = 0; i < 5; i++) {
      assertThat(bench.value("log_events_total", "s" + i, "info")).isEqualTo(6);
    }
    assertThat(bench.stored(Stage.CELLS_STORE)).isLessThanOrEqualTo(2);
    assertThat(bench.stored(Stage.PARTS_STORE)).isLessThanOrEqualTo(2);
  }

  @Test
  void minuteIsWrittenOnceInAWhile_withAGrowingRevision() {
    bench.spans("cart", new SpanOf("a", SERVER, false, 3), new SpanOf("a", SERVER, false, 30));
    bench.commit();
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    List<MetricMinute> first = bench.minutes();
    bench.spans("cart", new SpanOf("a", SERVER, false, 3));
    bench.commit();
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    List<MetricMinute> second = bench.minutes();

    assertThat(first).extracting(MetricMinute::getKind).containsExactly("counter", "histogram");
    MetricMinute histogram = first.get(1);
    assertThat(histogram.getName()).isEqualTo("traces_span_metrics_duration_milliseconds");
    assertThat(histogram.getStartUnixMilli()).isEqualTo(START_MS - START_MS % 60_000);
    assertThat(histogram.getCount()).isEqualTo(2);
    assertThat(histogram.getSum()).isEqualTo(33);
    assertThat(histogram.getBuckets()).hasSize(20).startsWith(0L, 1L, 0L, 0L, 0L, 1L);
    assertThat(histogram.getLabels().toString())
        .containsSubsequence("span_kind", "span_name", "status_code");
    assertThat(second).hasSize(2);
    assertThat(second.get(1).getRevision()).isGreaterThan(histogram.getRevision());
    assertThat(second.get(1).getPart()).isEqualTo(histogram.getPart());
    assertThat(second.get(1).getCount()).isEqualTo(3);
  }

  @Test
  void idleCellsAndMinutesAreForgotten_andALateEventBeginsAnotherPart() {
    bench.watermark(-1);
    bench.log(event("auth", "info", START_MS).build());
    bench.commit();
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    bench.watermark(MinuteCells.IDLE_MS - 1);
    bench.commit();
    assertThat(bench.stored(Stage.CELLS_STORE)).isZero();
    assertThat(bench.stored(Stage.PARTS_STORE)).isZero();
    bench.watermark(MinuteCells.IDLE_MS + Minutes.IDLE_MS);
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    assertThat(bench.stored(Stage.MINUTES_STORE)).isZero();

    bench.log(event("auth", "info", START_MS).build());
    bench.commit();
    bench.pass(OwnProcessor.WRITE_INTERVAL);
    bench.settle();

    assertThat(bench.value("log_events_total", "info")).isEqualTo(2);
    assertThat(bench.value("telemetry_derive_metrics_late_total")).isEqualTo(1);
    List<MetricMinute> minutes = bench.minutes();
    assertThat(minutes).extracting(MetricMinute::getCount).containsExactly(1L, 1L);
    assertThat(minutes).extracting(MetricMinute::getPart).doesNotHaveDuplicates();
  }

  @Test
  void eventIsCountedInTheMinuteOfItsArrival_whenItsTimeIsOutside() {
    bench.log(event("auth", "info", 0).build());
    bench.log(event("auth", "info", START_MS + 2 * 3_600_000).build());
    bench.commit();
    bench.pass(OwnProcessor.WRITE_INTERVAL);

    assertThat(bench.minutes())
        .singleElement()
        .satisfies(m -> assertThat(m.getStartUnixMilli()).isEqualTo(START_MS - START_MS % 60_000))
        .satisfies(m -> assertThat(m.getCount()).isEqualTo(2));
    assertThat(bench.value("telemetry_derive_metrics_time_outside_total")).isEqualTo(2);
  }

  @Test
  void replaysAndWhatCannotBeReadAreRefused() {
    bench.log(event("auth", "info", START_MS).build(), TelemetryHeaders.REPLAY, "case-1");
    bench.log(event("auth", "info", START_MS).setReplayId("case-1").build());
    bench.spans(new byte[] {10, 100, 1});
    bench.commit();

    assertThat(bench.shown("log_events_total")).isEmpty();
    assertThat(bench.value("telemetry_derive_metrics_dropped_total", "replay")).isEqualTo(2);
    assertThat(bench.value("telemetry_derive_metrics_dropped_total", "malformed")).isEqualTo(1);
    assertThat(bench.value("telemetry_derive_metrics_received_total")).isEqualTo(3);
    assertThat(bench.value("telemetry_derive_metrics_sent_total")).isZero();
  }
}
