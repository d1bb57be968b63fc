// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogRequestTest {

  private final Kept kept = new Kept();

  @Test
  void carriesEveryField_whenRecordIsFull() {
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    try (SdkLoggerProvider provider = provider()) {
      Logger logger = provider.get("shop.Pay");
      logger
          .logRecordBuilder()
          .setTimestamp(Instant.ofEpochSecond(5))
          .setObservedTimestamp(Instant.ofEpochSecond(6))
          .setSeverity(Severity.WARN2)
          .setSeverityText("WARNING")
          .setEventName("payment.refused")
          .setContext(Context.root().with(Span.wrap(span)))
          .setBody(Value.of(Map.of("text", Value.of("no"))))
          .setAttribute("n", 3)
          .emit();
    }

    LogRecord log = LogRequest.of(kept.logs).getResourceLogs(0).getScopeLogs(0).getLogRecords(0);

    assertThat(log.getTimeUnixNano()).isEqualTo(5_000_000_000L);
    assertThat(log.getObservedTimeUnixNano()).isEqualTo(6_000_000_000L);
    assertThat(log.getSeverityNumberValue()).isEqualTo(14);
    assertThat(log.getSeverityText()).isEqualTo("WARNING");
    assertThat(log.getEventName()).isEqualTo("payment.refused");
    assertThat(log.getFlags()).isEqualTo(1);
    assertThat(log.getTraceId().size()).isEqualTo(16);
    assertThat(log.getSpanId().size()).isEqualTo(8);
    assertThat(log.getBody().getKvlistValue().getValues(0).getValue().getStringValue())
        .isEqualTo("no");
    assertThat(log.getAttributes(0).getValue().getIntValue()).isEqualTo(3);
  }

  @Test
  void leavesIdsEmpty_whenThereIsNoSpan() {
    try (SdkLoggerProvider provider = provider()) {
      provider.get("a").logRecordBuilder().setBody("b").emit();
    }

    LogRecord log = LogRequest.of(kept.logs).getResourceLogs(0).getScopeLogs(0).getLogRecords(0);

    assertThat(log.getTraceId().isEmpty()).isTrue();
    assertThat(log.getBody().getStringValue()).isEqualTo("b");
    assertThat(log.getSeverityNumberValue()).isZero();
  }

  private SdkLoggerProvider provider() {
    return SdkLoggerProvider.builder()
        .addLogRecordProcessor(SimpleLogRecordProcessor.create(kept.logs()))
        .build();
  }
}
