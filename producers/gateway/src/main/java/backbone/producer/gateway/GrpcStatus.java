// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** What a refusal is in gRPC. */
final class GrpcStatus {

  private GrpcStatus() {}

  static StatusRuntimeException of(Verdict.Refused refused) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setMessage(refused.message());
    switch (refused.reason()) {
      // Some clients repeat for ever what was refused as exhausted.
      case MALFORMED, TOO_LARGE -> status.setCode(Code.INVALID_ARGUMENT_VALUE);
      case BUSY -> status.setCode(Code.RESOURCE_EXHAUSTED_VALUE).addDetails(retry());
      case AWAY -> status.setCode(Code.UNAVAILABLE_VALUE).addDetails(retry());
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** Without this a client gives up on an exhausted resource. */
  private static Any retry() {
    Duration delay = Duration.newBuilder().setSeconds(OtlpAnswer.RETRY_SECONDS).build();
    return Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build());
  }
}
