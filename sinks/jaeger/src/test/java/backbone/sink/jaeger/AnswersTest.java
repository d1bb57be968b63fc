// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.sink.TaskRig;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink does about each answer, over a real connection. */
final class AnswersTest {

  private final Map<String, String> props = new HashMap<>();
  private ScriptedJaeger jaeger;
  private TaskRig rig;

  @BeforeEach
  void start() throws Exception {
    jaeger = new ScriptedJaeger();
    props.put("jaeger.endpoint", jaeger.endpoint());
    props.put("jaeger.linger.ms", "0");
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    jaeger.close();
  }

  @Test
  void sendsSeveralRecordsInOneRequest_asTheyAreInTheTopic() {
    put(5);
    rig.untilCommittable(0, 5);
    assertThat(jaeger.requests).hasSize(1);
    assertThat(jaeger.requests.get(0).getResourceSpansList())
        .isEqualTo(
            LongStream.range(0, 5)
                .mapToObj(i -> Traces.data(List.of(Traces.span(i))).getResourceSpans(0))
                .toList());
  }

  @Test
  void recovers_whateverPassingFaultComesFirst() {
    List<Status> passing =
        List.of(
            Status.UNAVAILABLE,
            Status.ABORTED,
            Status.OUT_OF_RANGE,
            Status.DATA_LOSS,
            Status.CANCELLED,
            Status.DEADLINE_EXCEEDED,
            Status.RESOURCE_EXHAUSTED.withDescription("too many requests"));
    passing.forEach(status -> jaeger.failures.add(status.asRuntimeException()));
    put(3);
    rig.untilCommittable(0, 3);
    assertThat(rig.context.letters).isEmpty();
    assertThat(rig.counters()).containsEntry("errors-total", 7L).containsEntry("sent-total", 3L);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    jaeger.failures.add(retryAfter(Duration.newBuilder().setNanos(300_000_000).build()));
    put(1);
    long start = System.nanoTime();
    rig.untilCommittable(0, 1);
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
    assertThat(jaeger.requests).hasSize(2);
  }

  @Test
  void holdsThePartitionsWithoutDeadLetters_whileAPersonHasToAct() {
    for (Status status :
        List.of(Status.UNAUTHENTICATED, Status.PERMISSION_DENIED, Status.UNIMPLEMENTED)) {
      jaeger.failures.add(status.asRuntimeException());
      jaeger.failures.add(status.asRuntimeException());
    }
    put(2);
    rig.until(() -> !rig.context.paused.isEmpty(), "pause");
    rig.untilCommittable(0, 2);
    rig.until(() -> rig.context.paused.isEmpty(), "resumption");
    assertThat(rig.context.letters).isEmpty();
  }

  @Test
  void retriesASpanAloneSomeTimes_whenTheServerFailsOnIt() {
    jaeger.refusal = Status.INTERNAL;
    jaeger.refused = span -> span.getName().equals("odd");
    rig = new TaskRig(new JaegerSinkTask(), props, 1);
    rig.put(
        TaskRig.record(0, 0, Traces.value(Traces.span(0))),
        TaskRig.record(0, 1, Traces.value(Traces.named(1, "odd"))),
        TaskRig.record(0, 2, Traces.value(Traces.span(2))));
    rig.untilCommittable(0, 3);
    assertThat(reasons())
        .containsExactly(
            TaskRig.TOPIC
                + "/0/1 cannot be written: refused: "
                + jaeger.endpoint()
                + " answers INTERNAL");
    assertThat(jaeger.spans).hasSize(2);
  }

  @Test
  void writesTheGoodSpansOfATrace_andNamesTheBadOne() {
    jaeger.refused = span -> span.getName().startsWith("bad");
    rig = new TaskRig(new JaegerSinkTask(), props, 1);
    rig.put(
        TaskRig.record(
            0, 0, Traces.value(Traces.span(0), Traces.named(1, "bad hunter2"), Traces.span(2))));
    rig.untilCommittable(0, 1);
    assertThat(reasons())
        .containsExactly(
            TaskRig.TOPIC
                + "/0/0 cannot be written: invalid-argument: 1 of 3 parts, the others are written:"
                + " 00000000000000070000000000000001-0000000000000001: "
                + jaeger.endpoint()
                + " answers INVALID_ARGUMENT");
    assertThat(jaeger.spans).extracting(Traces::number).containsExactlyInAnyOrder(0L, 2L);
  }

  @Test
  void splitsBetweenRecordsAndSpans_belowTheLimit() {
    props.put("jaeger.request.bytes.max", "4096");
    rig = new TaskRig(new JaegerSinkTask(), props, 1);
    List<Span> many = new ArrayList<>();
    IntStream.range(0, 200).forEach(i -> many.add(Traces.named(i, "n".repeat(100))));
    rig.put(
        TaskRig.record(0, 0, Traces.data(many).toByteArray()),
        TaskRig.record(0, 1, Traces.value(Traces.span(900))),
        TaskRig.record(0, 2, Traces.value(Traces.named(901, "n".repeat(9_000)))));
    rig.untilCommittable(0, 3);
    assertThat(jaeger.spans).hasSize(202).containsAll(many);
    assertThat(jaeger.requests).hasSizeGreaterThan(7);
    assertThat(jaeger.requests)
        .filteredOn(request -> request.getSerializedSize() > 4096)
        .singleElement()
        .satisfies(request -> assertThat(ScriptedJaeger.spans(request)).hasSize(1));
  }

  @Test
  void halves_whenTheServerTakesLessThanWeThink() throws Exception {
    try (ScriptedJaeger small = new ScriptedJaeger(10_000)) {
      props.put("jaeger.endpoint", small.endpoint());
      rig = new TaskRig(new JaegerSinkTask(), props, 1);
      rig.put(
          IntStream.range(0, 40)
              .mapToObj(i -> TaskRig.record(0, i, Traces.value(Traces.named(i, "n".repeat(500)))))
              .toList());
      rig.put(TaskRig.record(0, 40, Traces.value(Traces.named(40, "n".repeat(20_000)))));
      rig.untilCommittable(0, 41);
      assertThat(small.spans).hasSize(40);
      assertThat(reasons())
          .singleElement()
          .satisfies(
              reason -> assertThat(reason).contains("too-large").endsWith("than the server takes"));
    }
  }

  @Test
  void countsAndNeverResends_whatIsRejectedInPart() {
    jaeger.rejectedSpans = 2;
    put(3);
    rig.untilCommittable(0, 3);
    assertThat(jaeger.requests).hasSize(1);
    assertThat(rig.counters()).containsEntry("rejected-total", 2L).containsEntry("sent-total", 3L);
  }

  @Test
  void deadLetters_whatNoServerCouldTake_withoutQuotingIt() {
    Span shortId = Traces.span(4).toBuilder().setTraceId(ByteString.copyFromUtf8("short")).build();
    rig = new TaskRig(new JaegerSinkTask(), props, 1);
    rig.put(
        TaskRig.record(0, 0, "hunter2".getBytes(StandardCharsets.UTF_8)),
        TaskRig.record(0, 1, new byte[0]),
        TaskRig.record(0, 2, Traces.value(Traces.span(3), shortId)),
        TaskRig.record(0, 3, Traces.value(Traces.span(5))));
    rig.untilCommittable(0, 4);
    String coordinates = TaskRig.TOPIC + "/0/";
    assertThat(reasons())
        .containsExactlyInAnyOrder(
            coordinates
                + "0 cannot be written: undecodable: its value is not OTLP TracesData in protobuf",
            coordinates + "1 cannot be written: no-spans: its value holds no span",
            coordinates
                + "2 cannot be written: bad-id: 1 of 2 parts, the others are written:"
                + " 73686f7274-0000000000000004: an id of its is not of 16 bytes for a trace or 8"
                + " for a span");
    assertThat(jaeger.spans).extracting(Traces::number).containsExactlyInAnyOrder(3L, 5L);
  }

  @Test
  void sendsTheTokenThatIsInTheFileNow(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    props.put("jaeger.bearer.token.path", token.toString());
    put(1);
    rig.untilCommittable(0, 1);
    Files.writeString(token, "second");
    rig.put(TaskRig.record(0, 1, Traces.value(Traces.span(1))));
    rig.untilCommittable(0, 2);
    assertThat(jaeger.authorizations).containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void waits_whileTheTokenIsMissing(@TempDir Path folder) throws Exception {
    Path token = folder.resolve("token");
    props.put("jaeger.bearer.token.path", token.toString());
    put(1);
    rig.until(() -> !rig.context.paused.isEmpty(), "pause");
    Files.writeString(token, "late");
    rig.untilCommittable(0, 1);
    assertThat(rig.context.letters).isEmpty();
  }

  private void put(int count) {
    rig = new TaskRig(new JaegerSinkTask(), props, 1);
    rig.put(
        LongStream.range(0, count)
            .mapToObj(i -> TaskRig.record(0, i, Traces.value(Traces.span(i))))
            .toList());
  }

  private List<String> reasons() {
    return rig.context.letters.stream().map(letter -> letter.reason().getMessage()).toList();
  }

  private static StatusRuntimeException retryAfter(Duration delay) {
    RetryInfo info = RetryInfo.newBuilder().setRetryDelay(delay).build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .setMessage("message larger than max")
            .addDetails(Any.pack(info))
            .build());
  }
}
