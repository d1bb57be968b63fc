// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.TargetFault;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** Calls OTLP's trace service with requests that are bytes already. */
final class TraceClient implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final MethodDescriptor<byte[], ExportTraceServiceResponse> EXPORT =
      TraceServiceGrpc.getExportMethod().toBuilder(
              new AsTheyAre(), TraceServiceGrpc.getExportMethod().getResponseMarshaller())
          .build();

  private final JaegerAccess access;
  private final ManagedChannel channel;

  /** Makes it without I/O. */
  TraceClient(JaegerAccess access) {
    this.access = access;
    this.channel = access.channel();
  }

  Endpoint endpoint() {
    return access.endpoint();
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param request an {@code ExportTraceServiceRequest}
   * @throws StatusRuntimeException when the answer is a failure, or there is none
   * @throws TargetFault when the token cannot be read
   */
  ExportTraceServiceResponse export(byte[] request) throws TargetFault {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(access.timeoutMs(), TimeUnit.MILLISECONDS);
    try {
      return ClientCalls.blockingUnaryCall(authorized(), EXPORT, options, request);
    } catch (StatusRuntimeException e) {
      renew(e.getStatus().getCode());
      throw e;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private Channel authorized() throws TargetFault {
    String token = access.token();
    if (token == null) {
      return channel;
    }
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /**
   * The sink has a back-off of its own: the channel's, of up to two minutes, would come on top. And
   * a connection over which no answer came may be dead without anyone having said so.
   */
  private void renew(Status.Code code) {
    if (code == Status.Code.DEADLINE_EXCEEDED) {
      channel.enterIdle();
    } else if (code == Status.Code.UNAVAILABLE) {
      channel.resetConnectBackoff();
    }
  }

  private static final class AsTheyAre implements Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("only sends");
    }
  }
}
