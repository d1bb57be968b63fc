// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.Outcome.Fault;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * What the answers of an OTLP server mean, after OTLP's specification. A server's own words may
 * quote what a span holds and are never passed on; they only tell a request that is too large from
 * a server that is busy, which have the same code.
 */
final class ErrorTable {

  /** A server that asks for more patience than this is asked again, all the same. */
  static final long WAIT_MS_MAX = 300_000;

  private static final long MS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MS = 1_000_000;

  /**
   * Meaning of a code.
   *
   * @param fault what to wait for; null when the content is refused
   * @param remedy what a person can do; empty for nothing
   */
  private record Row(Fault fault, String remedy) {}

  /**
   * Meaning of an answer.
   *
   * @param fault what to wait for; null when the content is refused
   * @param faultClass class of the dead letter when it comes to that
   * @param waitMs what the server asks to wait at least, milliseconds
   */
  record Verdict(Fault fault, String faultClass, String reason, long waitMs) {}

  private static final Map<Status.Code, Row> ROWS = new EnumMap<>(Status.Code.class);

  static {
    Row passing = new Row(Fault.PASSING, "");
    ROWS.put(Status.Code.UNAVAILABLE, passing);
    ROWS.put(Status.Code.DEADLINE_EXCEEDED, passing);
    ROWS.put(Status.Code.RESOURCE_EXHAUSTED, passing);
    ROWS.put(Status.Code.ABORTED, passing);
    ROWS.put(Status.Code.OUT_OF_RANGE, passing);
    ROWS.put(Status.Code.DATA_LOSS, passing);
    ROWS.put(Status.Code.CANCELLED, passing);
    ROWS.put(
        Status.Code.UNAUTHENTICATED,
        new Row(Fault.OPERATOR, "; put a valid token into the file of jaeger.bearer.token.path"));
    ROWS.put(
        Status.Code.PERMISSION_DENIED,
        new Row(Fault.OPERATOR, "; let the token of jaeger.bearer.token.path write traces"));
    ROWS.put(
        Status.Code.UNIMPLEMENTED,
        new Row(Fault.OPERATOR, "; no OTLP/gRPC is there, check jaeger.endpoint"));
    ROWS.put(Status.Code.INVALID_ARGUMENT, new Row(null, ""));
  }

  /** INTERNAL, UNKNOWN and others that OTLP gives no meaning. */
  private static final Row OTHERS = new Row(Fault.DOUBTFUL, "");

  private static final List<String> TOO_LARGE =
      List.of("larger than max", "exceeds maximum", "too large");

  private ErrorTable() {}

  /** Judges the answer to a request. */
  static Verdict of(StatusRuntimeException answer, Endpoint endpoint) {
    Status.Code code = answer.getStatus().getCode();
    String reason = endpoint + " answers " + code;
    if (isUntrusted(answer)) {
      return operator("no trusted connection to " + endpoint + "; check jaeger.tls.ca.path");
    }
    String words = String.valueOf(answer.getStatus().getDescription()).toLowerCase(Locale.ROOT);
    Row row = ROWS.getOrDefault(code, OTHERS);
    if (row.fault == Fault.DOUBTFUL && words.contains("content-type")) {
      return operator(endpoint + " does not speak gRPC; check jaeger.endpoint");
    }
    long waitMs = waitMs(answer);
    boolean tooLarge = waitMs == 0 && TOO_LARGE.stream().anyMatch(words::contains);
    if (code == Status.Code.RESOURCE_EXHAUSTED && tooLarge) {
      String remedy = "; the request is larger than the server takes";
      return new Verdict(null, "too-large", reason + remedy, 0);
    }
    String faultClass = code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Verdict(row.fault, faultClass, reason + row.remedy, waitMs);
  }

  private static Verdict operator(String reason) {
    return new Verdict(Fault.OPERATOR, "operator", reason, 0);
  }

  private static boolean isUntrusted(Throwable answer) {
    for (Throwable cause = answer.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  /** How long the server asks to be left alone; 0 when it does not say. */
  private static long waitMs(StatusRuntimeException answer) {
    com.google.rpc.Status details = StatusProto.fromThrowable(answer);
    if (details == null) {
      return 0;
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
          long ms = delay.getSeconds() * MS_PER_SECOND + delay.getNanos() / NANOS_PER_MS;
          return Math.max(1, Math.min(WAIT_MS_MAX, ms));
        } catch (InvalidProtocolBufferException e) {
          return 0;
        }
      }
    }
    return 0;
  }
}
