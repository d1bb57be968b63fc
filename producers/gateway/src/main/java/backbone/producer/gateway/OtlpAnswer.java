// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;

/** Answers in OTLP's words. */
final class OtlpAnswer {

  /** When a client that was turned away may come again. */
  static final int RETRY_SECONDS = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private OtlpAnswer() {}

  static byte[] protobuf(Signal signal, Verdict.Taken taken) {
    if (taken.rejected() == 0) {
      return new byte[0]; // An answer with nothing set.
    }
    return switch (signal) {
      case TRACES ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(taken.rejected())
                      .setErrorMessage(taken.message()))
              .build()
              .toByteArray();
      case LOGS ->
          ExportLogsServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportLogsPartialSuccess.newBuilder()
                      .setRejectedLogRecords(taken.rejected())
                      .setErrorMessage(taken.message()))
              .build()
              .toByteArray();
      case METRICS -> new byte[0];
    };
  }

  static byte[] json(Signal signal, Verdict.Taken taken) {
    ObjectNode answer = JSON.createObjectNode();
    if (taken.rejected() > 0) {
      String field = signal == Signal.TRACES ? "rejectedSpans" : "rejectedLogRecords";
      // Protobuf's JSON writes 64-bit numbers as text.
      answer
          .putObject("partialSuccess")
          .put(field, Integer.toString(taken.rejected()))
          .put("errorMessage", taken.message());
    }
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A {@code google.rpc.Status}. */
  static byte[] error(int code, String message, boolean json) {
    return json
        ? JSON.createObjectNode()
            .put("code", code)
            .put("message", message)
            .toString()
            .getBytes(StandardCharsets.UTF_8)
        : com.google.rpc.Status.newBuilder()
            .setCode(code)
            .setMessage(message)
            .build()
            .toByteArray();
  }
}
