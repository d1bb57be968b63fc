// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static backbone.streams.sampling.Script.START_MS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.SamplerLimits;
import backbone.schema.TelemetryHeaders;
import backbone.streams.sampling.Traces.Piece;
import backbone.streams.sampling.Traces.Shape;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class SampleProcessorTest {

  private static final String RAW = "raw/0";
  private static final long WAIT_MS = 1_000;
  private static final Shape FAILED = new Shape("shop", "GET /", 2, true, 5);

  private Lives lives = new Lives(List.of(RAW), limits(3_600_000), 1 << 20);

  private static SamplerLimits limits(long memoryMs) {
    return new SamplerLimits(WAIT_MS, memoryMs, 1_000, 1_000);
  }

  private void spans(long trace, long span, long afterMs) {
    lives.append(Traces.fragment(7, trace, span, FAILED, START_MS + afterMs));
  }

  private void watermark(long afterMs) {
    lives.append(Traces.watermark(RAW, START_MS + afterMs));
  }

  private void run() {
    lives.begin();
    lives.deliverAll();
    lives.turn();
    lives.commit();
  }

  private static String header(Record<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  @Test
  void keptSpansCarryPolicyAndThreshold_andWhatTheyHadBefore() throws Exception {
    spans(1, 1, 0);
    watermark(WAIT_MS);
    run();

    Record<byte[], byte[]> record = lives.sampled.get(0);
    assertThat(record.key()).isEqualTo(Traces.key(7, 1));
    assertThat(record.timestamp()).isEqualTo(START_MS);
    assertThat(header(record, TelemetryHeaders.ARRIVAL)).isEqualTo(Long.toString(START_MS));
    assertThat(header(record, TelemetryHeaders.RAW)).isEqualTo("spans.raw/0/7");
    assertThat(header(record, TelemetryHeaders.SAMPLING_POLICY)).isEqualTo("errors");
    assertThat(header(record, TelemetryHeaders.SAMPLING_THRESHOLD)).isEqualTo("0");
    ResourceSpans batch = TracesData.parseFrom(record.value()).getResourceSpans(0);
    assertThat(attribute(batch.getResource(), Stamp.POLICY)).isEqualTo("errors");
    assertThat(attribute(batch.getResource(), Stamp.THRESHOLD)).isEqualTo("0");
    assertThat(attribute(batch.getResource(), "team")).isEqualTo("shop");
    assertThat(batch.getScopeSpans(0).getSpans(0).getTraceState()).isEqualTo("ot=th:0");
    String version = PolicySet.standard().version();
    assertThat(lives.decisions)
        .containsExactly("00000000000000070000000000000001 true errors " + version);
  }

  private static String attribute(Resource resource, String key) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse(null);
  }

  @Test
  void nothingIsForwarded_beforeTheWaitIsOver() {
    spans(1, 1, 0);
    watermark(WAIT_MS - 1);
    run();

    assertThat(lives.sampled).isEmpty();
    assertThat(lives.shown.last.spans().open()).isEqualTo(2);
    assertThat(lives.shown.last.state().openTraces()).isEqualTo(1);
  }

  @Test
  void lateFragmentFollowsItsTrace() {
    spans(1, 1, 0);
    watermark(3 * WAIT_MS);
    spans(1, 10, 3 * WAIT_MS + 1);
    run();

    assertThat(lives.sampledSpans()).hasSize(4).doesNotHaveDuplicates();
    assertThat(lives.decisions).hasSize(1);
    assertThat(lives.shown.last.traces().lateSpans()).isEqualTo(2);
  }

  @Test
  void whatIsNoSpanOrOfAReplay_isCountedAndLeftOut() {
    spans(1, 1, 0);
    Piece good = Traces.fragment(7, 2, 20, FAILED, START_MS);
    Piece replayed = Traces.fragment(7, 3, 30, FAILED, START_MS);
    replayed.headers().add(TelemetryHeaders.REPLAY, "case".getBytes(UTF_8));
    lives.append(replayed);
    lives.append(new Piece("no trace".getBytes(UTF_8), good.value(), good.headers()));
    lives.append(new Piece(null, good.value(), good.headers()));
    lives.append(new Piece(Traces.key(7, 1), new byte[] {10, 127, 1}, good.headers()));
    lives.append(new Piece(Traces.key(7, 1), null, good.headers()));
    watermark(WAIT_MS);
    run();

    assertThat(lives.sampledSpans()).hasSize(2);
    assertThat(lives.shown.last.traces().refused())
        .isEqualTo(
            Map.of(
                Fragment.Kind.REPLAY, 1L, Fragment.Kind.NO_TRACE, 2L, Fragment.Kind.MALFORMED, 2L));
    assertThat(lives.shown.last.residue()).isZero();
    assertThat(lives.shown.last.spans().open()).isZero();
  }

  @Test
  void fragmentIsDecidedAnew_whenItsDecisionWasForgottenBeforeTheTrailCame() {
    lives = new Lives(List.of(RAW), limits(WAIT_MS), 1 << 20);
    spans(1, 1, 0);
    watermark(2 * WAIT_MS);
    spans(2, 20, 50 * WAIT_MS);
    spans(1, 10, 3 * WAIT_MS);
    spans(3, 30, 51 * WAIT_MS);
    watermark(60 * WAIT_MS);
    watermark(61 * WAIT_MS);
    watermark(100 * WAIT_MS);
    spans(4, 40, 101 * WAIT_MS);
    watermark(200 * WAIT_MS);
    run();
    lives.turn();
    lives.commit();

    assertThat(lives.sampledSpans()).hasSize(10).doesNotHaveDuplicates();
    assertThat(lives.shown.last.spans().lost()).isZero();
    assertThat(lives.shown.last.residue()).isZero();
  }

  @Test
  void trailGoesOnAtTheLogsStart_andCountsWhatIsLost() {
    spans(1, 1, 0);
    spans(2, 20, 1);
    spans(3, 30, 2);
    lives.begin();
    lives.deliverAll();
    lives.commit();
    lives.end();
    lives.begin();
    lives.trail.start = 2;
    watermark(2 * WAIT_MS);
    lives.deliverAll();
    lives.turn();
    lives.turn();
    lives.commit();

    assertThat(lives.sampledSpans()).hasSize(2);
    assertThat(lives.shown.last.spans().lost()).isEqualTo(4);
    assertThat(lives.shown.last.residue()).isZero();
    assertThat(lives.shown.last.traces().jumps()).isPositive();
  }

  @Test
  void lostSpansAreCounted_whenTheLogForgetsWhatARunningTrailHasBeforeIt() {
    spans(1, 1, 0);
    spans(2, 20, 1);
    spans(3, 30, 2);
    lives.begin();
    lives.trail.fetchedTo = 0;
    lives.deliverAll();
    lives.turn();
    lives.trail.fetchedTo = Long.MAX_VALUE;
    lives.trail.start = 2;
    watermark(2 * WAIT_MS);
    lives.deliverAll();
    lives.turn();
    lives.turn();
    lives.commit();

    assertThat(lives.sampledSpans()).hasSize(2);
    assertThat(lives.shown.last.spans().lost()).isEqualTo(4);
    assertThat(lives.shown.last.spans().open()).isZero();
    assertThat(lives.shown.last.residue()).isZero();
  }

  @Test
  void oneValueBecomesSeveral_whenTheStampMakesItTooLarge() {
    lives = new Lives(List.of(RAW), limits(3_600_000), 400);
    lives.append(Traces.fragment(7, 1, 1, new Shape("shop", "GET /", 9, true, 5), START_MS));
    watermark(WAIT_MS);
    run();

    assertThat(lives.sampled).hasSizeGreaterThan(1);
    assertThat(lives.sampled).allMatch(record -> record.value().length <= 400);
    assertThat(lives.sampledSpans()).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void closeForwardsNothing_andGivesTheTrailBack() {
    spans(1, 1, 0);
    watermark(WAIT_MS);
    lives.begin();
    lives.deliverAll();
    lives.end();

    assertThat(lives.trail.closed).isTrue();
    assertThat(lives.shown.closed).isTrue();
  }

  @Test
  void partitionMinutesAhead_changesNothing() {
    Lives even = new Lives(List.of("raw/0", "raw/1"), limits(3_600_000), 1 << 20);
    Lives ahead = new Lives(List.of("raw/0", "raw/1"), limits(3_600_000), 1 << 20);
    for (int minute = 0; minute < 4; minute++) {
      side(even, 0, minute);
      side(even, 1, minute);
    }
    for (int raw = 0; raw < 2; raw++) {
      for (int minute = 0; minute < 4; minute++) {
        side(ahead, raw, minute);
      }
    }
    for (Lives one : List.of(even, ahead)) {
      one.append(Traces.watermark("raw/0", START_MS + 600_000));
      one.append(Traces.watermark("raw/1", START_MS + 600_000));
      one.begin();
      one.deliverAll();
      one.turn();
      one.commit();
    }

    assertThat(ahead.sampledSpans()).containsExactlyInAnyOrderElementsOf(even.sampledSpans());
    assertThat(ahead.decisions).containsExactlyInAnyOrderElementsOf(even.decisions);
    assertThat(even.sampledSpans()).hasSizeBetween(100, 2_000);
  }

  /** Half of each trace of a minute, by one of two raw partitions. */
  private static void side(Lives lives, int raw, int minute) {
    for (int t = 0; t < 200; t++) {
      long arrivalMs = START_MS + minute * 60_000L + t * 250L + raw * 100L;
      long trace = minute * 1_000L + t;
      Shape shape =
          new Shape("service-" + t % 3, "operation-" + t % 5, 1, raw == 1 && t % 50 == 0, t % 90);
      lives.append(
          Traces.fragment(
              trace * 0x9e3779b97f4a7c15L,
              trace * 0xbf58476d1ce4e5b9L,
              2 * trace + raw + 1,
              shape,
              arrivalMs));
    }
    lives.append(Traces.watermark("raw/" + raw, START_MS + minute * 60_000L + 50_000));
  }

  @Test
  void aStrangersArrivalFarAhead_doesNotStopTheTrail() {
    Piece strange = Traces.fragment(7, 1, 1, FAILED, START_MS + 1_000L * 365 * 86_400_000);
    lives.append(strange);
    spans(2, 10, 0);
    watermark(Fragment.AHEAD_MS_MAX + WAIT_MS);
    run();

    assertThat(lives.sampledSpans()).hasSize(4);
    assertThat(lives.shown.last.spans().open()).isZero();
  }

  @Test
  void aStrangersHugeHeaders_areLeftOut() {
    Piece strange = Traces.fragment(7, 1, 1, FAILED, START_MS);
    strange.headers().add("huge", new byte[900_000]);
    lives.append(strange);
    watermark(WAIT_MS);
    run();

    Record<byte[], byte[]> record = lives.sampled.get(0);
    assertThat(header(record, "huge")).isNull();
    assertThat(header(record, TelemetryHeaders.RAW)).isEqualTo("spans.raw/0/7");
    assertThat(header(record, TelemetryHeaders.SAMPLING_POLICY)).isEqualTo("errors");
  }
}
