// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.Captured.one;
import static backbone.engine.normalize.Captured.time;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          `{"@timestamp":"2024-01-02T10:11:12.345Z","log.level":"ERROR","message":"m","ecs.version":"1.2.0","service.name":"pay","log.logger":"a.B"}` | json-ecs | 2024-01-02T10:11:12.345Z | error | 17 | a.B | pay | m
          `{"@timestamp":"2024-01-02T10:11:12.345Z","log":{"level":"info","logger":"a.B"},"message":"m","ecs":{"version":"8"},"service":{"name":"pay"}}` | json-ecs | 2024-01-02T10:11:12.345Z | info | 9 | a.B | pay | m
          `{"@timestamp":"2024-01-02T10:11:12.345+09:00","@version":"1","message":"m","logger_name":"a.B","thread_name":"main","level":"WARN","level_value":30000}` | json-logback | 2024-01-02T01:11:12.345Z | warn | 13 | a.B | - | m
          `{"sequenceNumber":0,"timestamp":1704190272345,"nanoseconds":345678901,"level":"INFO","threadName":"main","loggerName":"a.B","message":"raw {}","formattedMessage":"m"}` | json-logback | 2024-01-02T10:11:12.345678901Z | info | 9 | a.B | - | m
          `{"name":"a.B","hostname":"h","pid":1,"level":50,"msg":"m","time":"2024-01-02T10:11:12.345Z","v":0}` | json-bunyan | 2024-01-02T10:11:12.345Z | error | 17 | a.B | - | m
          `{"level":30,"time":1704190272345,"pid":1,"hostname":"h","msg":"m"}` | json-pino | 2024-01-02T10:11:12.345Z | info | 9 | - | - | m
          `{"level":"info","message":"m","timestamp":"2024-01-02T10:11:12.345Z","service":"pay"}` | json | 2024-01-02T10:11:12.345Z | info | 9 | - | pay | m
          `{"level":"error","ts":1704190272.345678,"logger":"a.B","caller":"x.go:1","msg":"m"}` | json | 2024-01-02T10:11:12.345678Z | error | 17 | a.B | - | m
          `{"level":"debug","time":1704190272,"message":"m"}` | json | 2024-01-02T10:11:12Z | debug | 5 | - | - | m
          `{"time":"2024-01-02T10:11:12.345Z","level":"INFO+2","msg":"m","app":"pay"}` | json | 2024-01-02T10:11:12.345Z | info | 11 | - | pay | m
          `{"event":"m","level":"warning","timestamp":"2024-01-02 10:11:12","logger":"a.B"}` | json | 2024-01-02T01:11:12Z | warn | 13 | a.B | - | m
          `{"@t":"2024-01-02T10:11:12.345Z","@m":"m","@l":"Fatal","SourceContext":"a.B"}` | json | 2024-01-02T10:11:12.345Z | fatal | 21 | a.B | - | m
          `{"asctime":"2024-01-02 10:11:12,345","name":"a.B","levelname":"CRITICAL","message":"m"}` | json | 2024-01-02T01:11:12.345Z | fatal | 21 | a.B | - | m
          `{"instant":{"epochSecond":1704190272,"nanoOfSecond":345000000},"thread":"t","level":"TRACE","loggerName":"a.B","message":"m"}` | json | 2024-01-02T10:11:12.345Z | trace | 1 | a.B | - | m
          `{"text":"x | hi\\n","record":{"level":{"name":"WARNING","no":30},"message":"m","name":"a.B","thread":{"id":1,"name":"t"},"time":{"repr":"2024-01-02 10:11:12.345678+09:00","timestamp":1704157872.345678}}}` | json | 2024-01-02T01:11:12.345678Z | warn | 13 | a.B | - | m
          `{"L":"INFO","T":"2024-01-02T10:11:12.345+0900","N":"a.B","C":"app/main.go:12","M":"m","k":1}` | json | 2024-01-02T01:11:12.345Z | info | 9 | a.B | - | m
          `{"timestamp":"2024-01-02T10:11:12.345678Z","level":"INFO","fields":{"message":"m","n":3},"target":"my_app::db"}` | json | 2024-01-02T10:11:12.345678Z | info | 9 | my_app::db | - | m
          `{"level":"http","message":"m","timestamp":"2024-01-02T10:11:12.345Z"}` | json | 2024-01-02T10:11:12.345Z | debug | 7 | - | - | m
          `{"version":"1.1","host":"h","short_message":"m","timestamp":1704190272.345,"level":3,"_service":"pay"}` | json-gelf | 2024-01-02T10:11:12.345Z | error | 17 | - | pay | m
          `{"error":"boom","level":"warning","msg":"m","time":"2024-01-02T10:11:12+09:00","func":"main.f","file":"main.go:12"}` | json | 2024-01-02T01:11:12Z | warn | 13 | - | - | m
          `{"time":"2024-01-02T10:11:12.345678901+09:00","level":"ERROR","source":{"function":"main.main","file":"/a.go","line":12},"msg":"m","err":"boom"}` | json | 2024-01-02T01:11:12.345678901Z | error | 17 | - | - | m
          `{"ts":1704190272345678901,"SeverityText":"INFO","SeverityNumber":10,"body":"m"}` | json | 2024-01-02T10:11:12.345678901Z | info | 10 | - | - | m
          """)
  void readsFields_whenLoggerIsKnown(
      String line,
      String format,
      String time,
      String level,
      int severity,
      String logger,
      String service,
      String message) {
    LogEvent event = one(line);

    assertThat(event.getParseFormat()).isEqualTo(format);
    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(time(event)).isEqualTo(time);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getSeverity()).isEqualTo(severity);
    assertThat(event.getLogger()).isEqualTo(logger);
    assertThat(event.getServiceName()).isEqualTo(service);
    assertThat(event.getMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          `"trace_id":"4BF92F3577B34DA6A3CE929D0E0E4736","span_id":"00F067AA0BA902B7"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"traceId":"a3ce929d0e0e4736"` | 0000000000000000a3ce929d0e0e4736 | -
          `"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},"span":{"id":"00f067aa0ba902b7"}` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"dd.trace_id":"11803532876627986230","dd.span_id":"67667974448284343"` | 0000000000000000a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"mdc":{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}` | 4bf92f3577b34da6a3ce929d0e0e4736 | -
          `"trace_id":"00000000000000000000000000000000"` | - | -
          `"trace-id":"1234"` | 1234 | -
          `"trace_id":""` | - | -
          `"TraceID":"4bf92f3577b34da6a3ce929d0e0e4736","SpanID":"00f067aa0ba902b7"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"b3":"4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1-05e3ac9a4f6e3b90"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"b3":"a3ce929d0e0e4736-00f067aa0ba902b7"` | 0000000000000000a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"X-B3-TraceId":"4bf92f3577b34da6a3ce929d0e0e4736","X-B3-SpanId":"00f067aa0ba902b7"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"X-Amzn-Trace-Id":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"` | 5759e988bd862e3fe1be46a994272793 | 53995c3f42cd8ad8
          `"uber-trace-id":"4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"logging.googleapis.com/trace":"projects/shop/traces/4bf92f3577b34da6a3ce929d0e0e4736","logging.googleapis.com/spanId":"00f067aa0ba902b7"` | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          `"traceparent":"00-00000000000000000000000000000000-00f067aa0ba902b7-01"` | - | 00f067aa0ba902b7
          `"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"0000000000000000"` | 4bf92f3577b34da6a3ce929d0e0e4736 | -
          `"msg":"x traceId=4bf92f3577b34da6a3ce929d0e0e4736 y"` | 4bf92f3577b34da6a3ce929d0e0e4736 | -
          """)
  void readsIds_whenSpellingVaries(String pairs, String trace, String span) {
    LogEvent event = one("{" + pairs + "}");

    assertThat(event.getTraceId()).isEqualTo(trace);
    assertThat(event.getSpanId()).isEqualTo(span);
    assertThat(event.getParseFlags().contains("trace-id-form")).isEqualTo("1234".equals(trace));
  }

  @Test
  void keepsTypes_whenKeysHaveNoMeaning() {
    LogEvent event =
        one(
            "{\"msg\":\"m\",\"a\":{\"b\":1,\"c\":[1,{\"d\":2}]},\"e\":1.5,\"f\":true,\"g\":null,"
                + "\"h\":\"x\\u00e9\\n\",\"i\":12345678901234567890,\"time\":12,\"\":0}");

    assertThat(attributes(event))
        .containsExactly(
            java.util.Map.entry("a.b", 1L),
            java.util.Map.entry("a.c", "[1,{\"d\":2}]"),
            java.util.Map.entry("e", 1.5),
            java.util.Map.entry("f", true),
            java.util.Map.entry("h", "x\u00e9\n"),
            java.util.Map.entry("i", "12345678901234567890"),
            java.util.Map.entry("time", 12L),
            java.util.Map.entry("_", 0L));
  }

  @Test
  void keepsBoth_whenKeyComesTwice() {
    LogEvent event = one("{\"msg\":\"m\",\"a\":1,\"a\":2,\"message\":\"n\"}");

    assertThat(event.getMessage()).isEqualTo("n");
    assertThat(attributes(event))
        .containsEntry("a", 1L)
        .containsEntry("a#2", 2L)
        .containsEntry("msg", "m");
    assertThat(event.getParseFlags()).contains("duplicate-key");
  }

  @Test
  void becomesPartialText_whenObjectIsBroken() {
    for (String broken :
        List.of(
            "{\"level\":\"error\",\"msg\":\"cut of",
            "{\"level\":\"error\",\"msg\":\"\\x\"}",
            "{\"level\":\"error\"} trailing",
            "{\"level\":\"error\",}",
            "{\"level\":\"error\",\"a\":01x}")) {
      LogEvent event = one(broken);

      assertThat(event.getParseStatus()).as(broken).isEqualTo("partial");
      assertThat(event.getMessage()).isEqualTo(broken);
      assertThat(event.getLevel()).isEqualTo("error");
      assertThat(event.getAttributes()).isEmpty();
    }
  }

  @Test
  void readsError_whenLoggerWritesStack() {
    LogEvent ecs =
        one(
            "{\"message\":\"m\",\"error.type\":\"a.B\",\"error.message\":\"why\","
                + "\"error.stack_trace\":\"a.B: why\\n\\tat x.Y.z(Y.java:1)\"}");
    LogEvent logstash =
        one(
            "{\"message\":\"m\",\"logger_name\":\"l\","
                + "\"stack_trace\":\"java.io.IOException: why\\n\\tat x.Y.z(Y.java:1)\\n\"}");
    LogEvent pino =
        one(
            "{\"level\":50,\"msg\":\"m\",\"err\":{\"type\":\"TypeError\",\"message\":\"why\","
                + "\"stack\":\"TypeError: why\\n    at f (x.js:1:1)\"}}");
    LogEvent zap = one("{\"level\":\"error\",\"msg\":\"m\",\"error\":\"dial tcp: refused\"}");

    assertThat(ecs.getErrorType()).isEqualTo("a.B");
    assertThat(ecs.getErrorMessage()).isEqualTo("why");
    assertThat(logstash.getErrorType()).isEqualTo("java.io.IOException");
    assertThat(logstash.getErrorMessage()).isEqualTo("why");
    assertThat(logstash.getErrorStackTrace()).contains("x.Y.z");
    assertThat(pino.getErrorType()).isEqualTo("TypeError");
    assertThat(pino.getErrorStackTrace()).contains("x.js");
    assertThat(zap.getErrorMessage()).isEqualTo("dial tcp: refused");
    assertThat(zap.getErrorType()).isNull();
  }

  @Test
  void readsHttp_whenPayloadHasRequest() {
    LogEvent event =
        one(
            "{\"msg\":\"m\",\"method\":\"GET\",\"url\":\"https://h/p/q?r=1\",\"status\":503,"
                + "\"duration_ms\":1.5,\"client_ip\":\"192.0.2.77\",\"userAgent\":\"curl/8\"}");

    assertThat(event.getHttpMethod()).isEqualTo("GET");
    assertThat(event.getUrlPath()).isEqualTo("/p/q");
    assertThat(event.getHttpStatusCode()).isEqualTo(503);
    assertThat(event.getDurationNano()).isEqualTo(1_500_000L);
    assertThat(event.getClientIp()).isEqualTo("192.0.2.0");
    assertThat(event.getUserAgent()).isEqualTo("curl/8");
    assertThat(attributes(event)).containsEntry("url.query", "r=1");
  }

  @Test
  void cutsAttributes_whenThereAreTooManyOrTooLong() {
    StringBuilder many = new StringBuilder("{\"msg\":\"m\"");
    for (int i = 0; i < 200; i++) {
      many.append(",\"k").append(i).append("\":").append(i);
    }
    LogEvent full = one(many + "}");
    LogEvent large = one("{\"msg\":\"m\",\"a\":\"" + "\u00e9".repeat(20_000) + "\"}");

    assertThat(full.getAttributes()).hasSize(128);
    assertThat(full.getParseFlags()).contains("attributes-cut");
    assertThat(attributes(large).get("a")).isEqualTo("\u00e9".repeat(16_384));
    assertThat(large.getParseFlags()).contains("attributes-cut");
  }

  @Test
  void keepsDeepPartRaw_whenNestingHasNoEnd() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);

    assertThat(one(deep).getParseStatus()).isEqualTo("ok");
    assertThat(one(deep).getAttributes()).hasSize(1);
  }
}
