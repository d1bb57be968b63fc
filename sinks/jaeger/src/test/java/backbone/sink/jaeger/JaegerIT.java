// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.sink.TaskRig;
import backbone.testkit.Eventually;
import backbone.testkit.RealJaeger;
import backbone.testkit.Seeds;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Jaeger, asked through its API, holds what was in the topic. */
final class JaegerIT {

  private static final int TRACES = 500;
  private static final int SPANS_PER_TRACE = 22;

  private static RealJaeger jaeger;
  private static JaegerQuery query;

  @BeforeAll
  static void start() throws Exception {
    jaeger = RealJaeger.started();
    query = new JaegerQuery(jaeger.queryUrl());
  }

  @AfterAll
  static void stop() {
    if (jaeger != null) {
      jaeger.close();
    }
  }

  @Test
  void holdsExactlyTheSpansOfTheTopic_everyFieldEqual() throws Exception {
    List<TracesData> topic = traces(Seeds.all().findFirst().orElseThrow());
    try (TaskRig rig = rig(Map.of("jaeger.request.bytes.max", "200000"))) {
      rig.put(records(topic));
      rig.untilCommittable(0, topic.size());
      assertThat(rig.context.letters).isEmpty();
      assertThat(rig.counters()).containsEntry("rejected-total", 0L);
    }
    Set<String> sent = new HashSet<>();
    for (TracesData trace : topic) {
      sent.add(traceId(trace));
      Map<String, List<JaegersView>> expected = JaegersView.of(trace.getResourceSpansList());
      assertThat(expected).hasSize(SPANS_PER_TRACE);
      Map<String, List<JaegersView>> held = new TreeMap<>();
      Eventually.await(
          "whole trace",
          () -> {
            held.putAll(held(trace));
            return held.size() >= SPANS_PER_TRACE;
          });
      expected.forEach((ids, span) -> assertThat(held.get(ids)).as(ids).isEqualTo(span));
      assertThat(held).hasSameSizeAs(expected);
    }
    assertThat(allTraceIds()).isEqualTo(sent);
  }

  @Test
  void losesNothingThatIsSentLater_whenJaegerIsKilledAndForgets() throws Exception {
    List<TracesData> topic = traces(1 + Seeds.all().findFirst().orElseThrow()).subList(0, 300);
    try (TaskRig rig = rig(Map.of("jaeger.timeout.ms", "2000"))) {
      rig.put(records(topic).subList(0, 100));
      rig.untilCommittable(0, 100);
      jaeger.kill();
      rig.put(records(topic).subList(100, 200));
      rig.until(() -> rig.counters().get("errors-total") > 2, "failed attempts");
      assertThat(rig.committable(0)).isEqualTo(100);
      jaeger.start();
      rig.put(records(topic).subList(200, 300));
      rig.untilCommittable(0, 300);
      assertThat(rig.context.letters).isEmpty();
      assertThat(rig.context.paused).isEmpty();
    }
    for (TracesData trace : topic.subList(100, 300)) {
      Set<String> expected = JaegersView.of(trace.getResourceSpansList()).keySet();
      Eventually.await("whole trace", () -> held(trace).keySet().equals(expected));
    }
  }

  private static TaskRig rig(Map<String, String> more) {
    Map<String, String> props = new TreeMap<>(more);
    props.put("jaeger.endpoint", jaeger.otlpGrpc());
    return new TaskRig(new JaegerSinkTask(), props, 1);
  }

  private static List<TracesData> traces(long seed) {
    RichTraces traces = new RichTraces(new Random(seed));
    List<TracesData> made = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      made.add(traces.trace(SPANS_PER_TRACE));
    }
    return made;
  }

  private static List<SinkRecord> records(List<TracesData> topic) {
    return IntStream.range(0, topic.size())
        .mapToObj(i -> TaskRig.record(0, i, topic.get(i).toByteArray()))
        .toList();
  }

  private static Map<String, List<JaegersView>> held(TracesData trace) {
    return JaegersView.of(query.trace(traceId(trace)).getResourceSpansList());
  }

  private static Set<String> allTraceIds() {
    Set<String> ids = new HashSet<>();
    for (int service = 0; service < RichTraces.services(); service++) {
      ids.addAll(query.traceIds(RichTraces.service(service), TRACES * 2));
    }
    return ids;
  }

  private static String traceId(TracesData trace) {
    ResourceSpans first = trace.getResourceSpans(0);
    return Traces.hex(first.getScopeSpans(0).getSpans(0).getTraceId());
  }
}
