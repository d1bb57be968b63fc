// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class GrpcFrontTest {

  private final MockProducer<byte[], byte[]> kafka = Rig.producer(true);

  @Test
  void writesWhatCame_whenItFits() throws Exception {
    try (Rig rig = new Rig(Map.of("gateway.env", "prod", "gateway.team", "shop"), () -> kafka)) {
      var answer = traces(rig).withCompression("gzip").export(Requests.spans(3, 10));

      assertThat(answer.hasPartialSuccess()).isFalse();
      assertThat(kafka.history()).hasSize(1);
      var record = kafka.history().get(0);
      assertThat(record.topic()).isEqualTo("telemetry.spans.raw");
      assertThat(ExportTraceServiceRequest.parseFrom(record.value()))
          .isEqualTo(Requests.spans(3, 10));
      assertThat(record.headers().toString())
          .contains("content-type", "telemetry-env", "telemetry-team")
          .doesNotContain("telemetry-region");
      assertThat(rig.count("received")).isEqualTo(3);
      assertThat(rig.count("sent")).isEqualTo(3);
    }
  }

  @Test
  void cutsAndLeavesOutOneSpan_whenRequestIsLarge() {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      ExportTraceServiceRequest.Builder large = Requests.spans(30, 100_000).toBuilder();
      large.getResourceSpansBuilder(0).getScopeSpansBuilder(0).addSpans(Requests.span(31, 950_000));

      var answer = traces(rig).export(large.build());

      assertThat(answer.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
      assertThat(answer.getPartialSuccess().getErrorMessage())
          .isEqualTo(
              "1 span is larger than 900000 bytes with resource and scope, and left out. Shorten"
                  + " attributes or text.");
      assertThat(kafka.history()).hasSize(4).allMatch(r -> r.value().length <= 900_000);
      assertThat(rig.count("sent")).isEqualTo(30);
      assertThat(rig.count("dropped")).isEqualTo(1);
    }
  }

  @Test
  void takesLogsAndDropsMetrics_whenNobodyWantsMetrics() {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      LogsServiceGrpc.newBlockingStub(rig.channel).export(Requests.logs(2, 5));
      MetricsServiceGrpc.newBlockingStub(rig.channel).export(Requests.gauge());

      assertThat(kafka.history()).extracting(r -> r.topic()).containsExactly("telemetry.logs.raw");
      assertThat(rig.count("received")).isEqualTo(3);
      assertThat(rig.count("sent")).isEqualTo(2);
      assertThat(rig.count("dropped")).isEqualTo(1);
    }
  }

  @Test
  void saysInvalid_whenBodyIsNoProtobuf() {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      StatusRuntimeException e = refusal(() -> sendRaw(rig, new byte[] {10, 99, 1}));

      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void saysInvalid_whenRequestUnpacksBeyondTheLimit() {
    try (Rig rig = new Rig(Map.of("gateway.request.bytes.max", "20000"), () -> kafka)) {
      StatusRuntimeException e =
          refusal(() -> traces(rig).withCompression("gzip").export(Requests.spans(1, 4_000_000)));

      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(kafka.history()).isEmpty();
      assertThat(waitingBytes(rig)).isZero();
    }
  }

  @Test
  void saysInvalidAndFreesMemory_whenSpansAreTooMany() {
    try (Rig rig = new Rig(Map.of(), () -> kafka)) {
      StatusRuntimeException e =
          refusal(() -> sendRaw(rig, Requests.emptySpans(RequestSize.ITEMS_MAX).toByteArray()));

      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(e.getStatus().getDescription())
          .isEqualTo("The request has more than 50000 items. Send smaller batches.");
      assertThat(kafka.history()).isEmpty();
      assertThat(waitingBytes(rig)).isZero();
    }
  }

  @Test
  void saysWhenToComeAgain_whenTooMuchWaits() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Rig.SMALL_QUEUE, () -> slow)) {
      var first = TraceServiceGrpc.newFutureStub(rig.channel).export(Requests.spans(1, 700_000));
      backbone.testkit.Eventually.await("the first one's bytes", () -> slow.history().size() == 1);

      StatusRuntimeException e = refusal(() -> traces(rig).export(Requests.spans(1, 700_000)));

      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      RetryInfo retry = StatusProto.fromThrowable(e).getDetails(0).unpack(RetryInfo.class);
      assertThat(retry.getRetryDelay().getSeconds()).isEqualTo(1);
      assertThat(first.isDone()).isFalse();
      slow.completeNext();
      assertThat(first.get().hasPartialSuccess()).isFalse();
      assertThat(waitingBytes(rig)).isZero();
    }
  }

  @Test
  void acknowledgesNothing_whenOnePartFails() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Map.of(), () -> slow)) {
      var call = TraceServiceGrpc.newFutureStub(rig.channel).export(Requests.spans(12, 100_000));
      backbone.testkit.Eventually.await("two parts", () -> slow.history().size() == 2);
      slow.completeNext();
      slow.errorNext(new TimeoutException("away"));

      StatusRuntimeException e =
          (StatusRuntimeException)
              catchThrowableOfType(java.util.concurrent.ExecutionException.class, call::get)
                  .getCause();

      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(StatusProto.fromThrowable(e).getDetails(0).is(RetryInfo.class)).isTrue();
      assertThat(rig.count("dropped")).isEqualTo(12);
      assertThat(rig.gateway.health().detail()).startsWith("Kafka does not acknowledge");
    }
  }

  @Test
  void leavesOutWhatTheTopicDoesNotTake_andTakesTheRest() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Map.of(), () -> slow)) {
      var call = TraceServiceGrpc.newFutureStub(rig.channel).export(Requests.spans(12, 100_000));
      backbone.testkit.Eventually.await("two parts", () -> slow.history().size() == 2);
      int spans =
          ExportTraceServiceRequest.parseFrom(slow.history().get(0).value())
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpansCount();

      slow.errorNext(new RecordTooLargeException("larger than max.message.bytes"));
      slow.completeNext();

      var partial = call.get().getPartialSuccess();
      assertThat(partial.getRejectedSpans()).isEqualTo(spans);
      assertThat(partial.getErrorMessage())
          .isEqualTo(
              spans
                  + " spans are in records above max.message.bytes of the topic, and left out."
                  + " Send smaller batches, or raise it.");
      assertThat(rig.count("dropped")).isEqualTo(spans);
      assertThat(rig.count("sent")).isEqualTo(12 - spans);
      assertThat(rig.gateway.health().detail()).startsWith("OTLP over gRPC");
    }
  }

  @Test
  void goesOnWithTheOtherTopic_whenKafkaRefusesOne() throws Exception {
    MockProducer<byte[], byte[]> slow = Rig.producer(false);
    try (Rig rig = new Rig(Map.of(), () -> slow)) {
      var logs = LogsServiceGrpc.newFutureStub(rig.channel).export(Requests.logs(1, 5));
      backbone.testkit.Eventually.await("the logs", () -> slow.history().size() == 1);
      slow.errorNext(new TopicAuthorizationException("telemetry.logs.raw"));
      var unused = catchThrowableOfType(java.util.concurrent.ExecutionException.class, logs::get);

      var spans = TraceServiceGrpc.newFutureStub(rig.channel).export(Requests.spans(1, 5));
      backbone.testkit.Eventually.await("the spans", () -> slow.history().size() == 2);
      slow.completeNext();

      assertThat(spans.get().hasPartialSuccess()).isFalse();
      assertThat(slow.closed()).isFalse();
    }
  }

  @Test
  void turnsCallsAway_whenConnectionIsBeyondTheLimit() {
    ConnectionLimit limit = new ConnectionLimit(1);

    var first = limit.transportReady(io.grpc.Attributes.EMPTY);
    var second = limit.transportReady(io.grpc.Attributes.EMPTY);
    limit.transportTerminated(first);
    limit.transportTerminated(null);
    limit.transportTerminated(io.grpc.Attributes.EMPTY);
    limit.transportTerminated(second);

    assertThat(first.toString()).contains("=false");
    assertThat(second.toString()).contains("=true");
    assertThat(limit.transportReady(io.grpc.Attributes.EMPTY).toString()).contains("=false");
  }

  private static TraceServiceGrpc.TraceServiceBlockingStub traces(Rig rig) {
    return TraceServiceGrpc.newBlockingStub(rig.channel);
  }

  private static long waitingBytes(Rig rig) {
    return (long) rig.gateway.health().facts().get("waitingBytes");
  }

  private static StatusRuntimeException refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  private static void sendRaw(Rig rig, byte[] body) {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(Signal.TRACES.service() + "/Export")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    ClientCalls.blockingUnaryCall(rig.channel, method, CallOptions.DEFAULT, body);
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
