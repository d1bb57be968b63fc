// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.Label;
import backbone.schema.MetricMinute;
import backbone.schema.Records;
import backbone.sink.TaskRig;
import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spans and minutes of metrics in a real Elasticsearch. */
final class SpansAndMinutesIT {

  private static final String MINUTES = Catalogue.METRICS_MINUTES.name();

  private static Rig rig;
  private static AvroCodec<MetricMinute> minutes;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.shared();
    minutes = AvroCodec.metricMinutes(rig.registry.client(), MINUTES);
  }

  @Test
  void writesEachSpanOnce_whenTheyComeAgain() {
    Span[] spans = LongStream.range(0, 40).mapToObj(Spans::span).toArray(Span[]::new);
    for (int i = 0; i < 2; i++) {
      try (TaskRig task = task(Spans.TOPIC)) {
        task.put(Spans.record(0, "once", spans), Spans.record(1, "once", Spans.span(40)));
        task.untilCommittable(0, 2);
        assertThat(task.counters())
            .containsEntry("sent-total", 2L)
            .containsEntry("repeats-total", i * 41L);
      }
    }
    assertThat(hits("telemetry-spans-once-2026.11.23", "{\"match_all\":{}}")).isEqualTo(41);
  }

  @Test
  void mapsEveryFieldOfASpan() {
    try (TaskRig task = task(Spans.TOPIC)) {
      task.put(Spans.record(0, "fields", Spans.span(99)));
      task.untilCommittable(0, 1);
    }
    for (String query :
        List.of(
            "{\"term\":{\"span.name\":\"GET session\"}}",
            "{\"term\":{\"span.kind\":\"client\"}}",
            "{\"term\":{\"span_id\":\"0000000000000063\"}}",
            "{\"term\":{\"trace.id\":\"00000000000000070000000000000063\"}}",
            "{\"term\":{\"service.name\":\"payment-service\"}}",
            "{\"term\":{\"attributes.db.system\":\"redis\"}}",
            "{\"term\":{\"span.events.name\":\"재시도\"}}",
            "{\"term\":{\"sampling.policy\":\"slow\"}}",
            "{\"term\":{\"labels.team\":\"fields\"}}",
            "{\"range\":{\"event.duration\":{\"gte\":2000000000}}}",
            "{\"range\":{\"@timestamp\":{\"gte\":\"2026-11-23T10:00:00Z\"}}}")) {
      assertThat(hits("telemetry-spans-fields-2026.11.23", query)).as(query).isEqualTo(1);
    }
  }

  @Test
  void writesTheGoodSpansOfATrace_andDeadLettersItForTheBadOne() {
    rig.index.send(
        "PUT",
        "/telemetry-spans-mixed-2026.11.23",
        "{\"mappings\":{\"properties\":{\"parent.id\":"
            + "{\"type\":\"long\",\"ignore_malformed\":false}}}}");
    try (TaskRig task = task(Spans.TOPIC)) {
      task.put(
          Spans.record(0, "mixed", Spans.span(1), Spans.child(2), Spans.span(3)),
          Spans.record(1, "garbage".getBytes(StandardCharsets.UTF_8)),
          Spans.record(2, new byte[0]),
          Spans.record(3, "mixed", Spans.span(4)));
      task.untilCommittable(0, 4);
      List<String> reasons =
          task.context.letters.stream().map(letter -> letter.reason().getMessage()).toList();
      assertThat(reasons).hasSize(3).noneMatch(reason -> reason.contains("abc"));
      assertThat(reasons)
          .anyMatch(
              reason ->
                  reason.contains(
                      "/0 cannot be written: document_parsing_exception: 1 of 3 parts, the others are written: 00000000000000070000000000000002-0000000000000002-"))
          .anyMatch(reason -> reason.contains("/1 cannot be written: undecodable"))
          .anyMatch(reason -> reason.contains("/2 cannot be written: no-spans"));
    }
    assertThat(hits("telemetry-spans-mixed-2026.11.23", "{\"match_all\":{}}")).isEqualTo(3);
  }

  @Test
  void putsSpansWithAWrongClockOutside() {
    Span old = Spans.span(5).toBuilder().setStartTimeUnixNano(1).setEndTimeUnixNano(2).build();
    try (TaskRig task = task(Spans.TOPIC)) {
      task.put(Spans.record(0, "clock", old, Spans.span(6)));
      task.untilCommittable(0, 1);
      assertThat(task.counters()).containsEntry("outside-total", 1L);
    }
    assertThat(hits("telemetry-spans-clock-outside", "{\"match_all\":{}}")).isEqualTo(1);
  }

  @Test
  void keepsTheNewestRevision_inWhateverOrderTheyCome() {
    List<SinkRecord> records = new ArrayList<>();
    for (int series = 0; series < 50; series++) {
      for (int revision = 0; revision < 20; revision++) {
        records.add(minute(records.size(), "order-" + series, revision));
      }
    }
    List<SinkRecord> shuffled = new ArrayList<>();
    List<Integer> order =
        new ArrayList<>(LongStream.range(0, records.size()).mapToObj(i -> (int) i).toList());
    Collections.shuffle(order, new Random(3));
    for (int i = 0; i < order.size(); i++) {
      shuffled.add(at(i, records.get(order.get(i))));
    }
    try (TaskRig task = task(MINUTES)) {
      task.put(shuffled.subList(0, 700));
      task.untilCommittable(0, 700);
      task.put(shuffled.subList(700, 1_000));
      task.untilCommittable(0, 1_000);
      assertThat(task.context.letters).isEmpty();
    }
    String ours = "{\"prefix\":{\"metric.series\":\"order-\"}}";
    assertThat(hits("telemetry-metrics-2026.11.23", ours)).isEqualTo(50);
    assertThat(
            hits(
                "telemetry-metrics-2026.11.23",
                "{\"bool\":{\"filter\":[" + ours + ",{\"term\":{\"metric.count\":19}}]}}"))
        .isEqualTo(50);
  }

  @Test
  void addsUpPartsAndBuckets() {
    try (TaskRig task = task(MINUTES)) {
      SinkRecord first = minute(0, "sums", 4);
      task.put(first, record(1, "sums", builder(5).setPart("2@9").build()), at(2, first));
      task.untilCommittable(0, 3);
    }
    JsonNode sums =
        search(
            "telemetry-metrics-2026.11.23",
            "{\"size\":1,\"query\":{\"term\":{\"metric.series\":\"sums\"}},\"aggs\":{"
                + "\"b2\":{\"sum\":{\"field\":\"metric.le.2\"}},"
                + "\"count\":{\"sum\":{\"field\":\"metric.count\"}}}}");
    assertThat(sums.at("/hits/total/value").asInt()).isEqualTo(2);
    assertThat(sums.at("/aggregations/b2/value").asDouble()).isEqualTo(9);
    assertThat(sums.at("/aggregations/count/value").asDouble()).isEqualTo(9);
    JsonNode source = sums.at("/hits/hits/0/_source");
    assertThat(source.path("@timestamp").asText()).isEqualTo("2026-11-23T10:00:00.000Z");
    assertThat(source.path("metric.labels").path("span_name").asText()).isEqualTo("GET /결제");
    assertThat(source.path("metric.bounds").size()).isEqualTo(2);
    assertThat(
            hits(
                "telemetry-metrics-2026.11.23",
                "{\"term\":{\"metric.labels.span_name\":\"GET /결제\"}}"))
        .isPositive();
  }

  private static TaskRig task(String topic) {
    return new TaskRig(new ElasticsearchSinkTask(), rig.props(topic), topic, 1);
  }

  private static MetricMinute.Builder builder(long revision) {
    return Records.metricMinute()
        .setName("traces_span_metrics_duration_milliseconds")
        .setKind("histogram")
        .setServiceName("payment-service")
        .setLabels(List.of(Label.newBuilder().setKey("span_name").setValue("GET /결제").build()))
        .setStartUnixMilli(Events.ARRIVAL.toEpochMilli())
        .setPart("1@0")
        .setRevision(revision)
        .setCount(revision)
        .setSum(revision * 1.5)
        .setBounds(List.of(2.0, 4.0))
        .setBuckets(List.of(0L, 0L, revision));
  }

  private static SinkRecord minute(long offset, String series, long revision) {
    return record(offset, series, builder(revision).build());
  }

  private static SinkRecord record(long offset, String series, MetricMinute minute) {
    long appendedMs = Events.ARRIVAL.plus(Duration.ofSeconds(70)).toEpochMilli();
    return new SinkRecord(
        MINUTES,
        0,
        null,
        series.getBytes(StandardCharsets.UTF_8),
        null,
        minutes.encode(minute),
        offset,
        appendedMs,
        TimestampType.LOG_APPEND_TIME,
        new ConnectHeaders());
  }

  private static SinkRecord at(long offset, SinkRecord r) {
    return new SinkRecord(
        MINUTES, 0, null, r.key(), null, r.value(), offset, r.timestamp(), r.timestampType());
  }

  private static int hits(String index, String query) {
    return search(index, "{\"size\":0,\"track_total_hits\":true,\"query\":" + query + "}")
        .at("/hits/total/value")
        .asInt(-1);
  }

  private static JsonNode search(String index, String body) {
    rig.index.send("POST", "/" + index + "/_refresh", "");
    return rig.index.send("POST", "/" + index + "/_search", body);
  }
}
