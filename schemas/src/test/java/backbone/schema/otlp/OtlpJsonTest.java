// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpJsonTest {

  @Test
  void readsSpans_withNumbersAsTextsOrNumbers() {
    Span span =
        span(
            "'traceId':'0AF7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331',"
                + "'parentSpanId':'','name':'\ud55c\uae00','kind':3,"
                + "'startTimeUnixNano':'1700000000000000001','endTimeUnixNano':1700000000000000002,"
                + "'status':{'code':'STATUS_CODE_ERROR','message':'no'},'later':{'x':[1,{}]},"
                + "'droppedAttributesCount':null,'flags':769,'links':[{'traceId':"
                + "'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331'}],"
                + "'events':[{'timeUnixNano':'5','name':'e'}],'attributes':["
                + "{'key':'a','value':{'intValue':'-9223372036854775808'}},"
                + "{'key':'b','value':{'doubleValue':0.5}},{'key':'c','value':{'boolValue':true}},"
                + "{'key':'d','value':{'bytesValue':'aGk='}},"
                + "{'key':'e','value':{'arrayValue':{'values':[{'stringValue':'x'},{}]}}},"
                + "{'key':'f','value':{'kvlistValue':{'values':[{'key':'g','value':{}}]}}},"
                + "{'key':'h','value':{'doubleValue':'NaN'}}]");

    assertThat(span.getTraceId()).isEqualTo(Otlp.hex(Otlp.TRACE));
    assertThat(span.getSpanId()).isEqualTo(Otlp.hex(Otlp.SPAN));
    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(span.getName()).isEqualTo("\ud55c\uae00");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1_700_000_000_000_000_001L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1_700_000_000_000_000_002L);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(span.getFlags()).isEqualTo(769);
    assertThat(span.getLinks(0).getSpanId()).isEqualTo(Otlp.hex(Otlp.SPAN));
    assertThat(span.getEvents(0).getTimeUnixNano()).isEqualTo(5);
    assertThat(value(span, 0).getIntValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(value(span, 1).getDoubleValue()).isEqualTo(0.5);
    assertThat(value(span, 2).getBoolValue()).isTrue();
    assertThat(value(span, 3).getBytesValue().toStringUtf8()).isEqualTo("hi");
    assertThat(value(span, 4).getArrayValue().getValuesCount()).isEqualTo(2);
    assertThat(value(span, 5).getKvlistValue().getValues(0).getKey()).isEqualTo("g");
    assertThat(value(span, 6).getDoubleValue()).isNaN();
  }

  @Test
  void readsSnakeNamesAndEnumNames() {
    Span span = span("'trace_id':'0af7651916cd43dd8448eb211c80319c','kind':'SPAN_KIND_SERVER'");

    assertThat(span.getTraceId()).isEqualTo(Otlp.hex(Otlp.TRACE));
    assertThat(span.getKindValue()).isEqualTo(2);
  }

  @Test
  void readsIdsInBase64_andMakesOthersInvalid() {
    Span span = span("'traceId':'CvdlGRbNQ92ESOshHIAxnA==','spanId':'t61rcWkgMzE='");
    Span broken = span("'traceId':'not an id','spanId':'xyz'");

    assertThat(span.getTraceId()).isEqualTo(Otlp.hex(Otlp.TRACE));
    assertThat(span.getSpanId()).isEqualTo(Otlp.hex(Otlp.SPAN));
    assertThat(broken.getTraceId().size()).isEqualTo(1);
    assertThat(broken.getSpanId().size()).isEqualTo(1);
  }

  @Test
  void readsLogsAndMetrics() {
    LogRecord log =
        OtlpJson.logs(
                json(
                    "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'severityNumber':9,"
                        + "'traceId':'0af7651916cd43dd8448eb211c80319c',"
                        + "'body':{'stringValue':'hi'}}]}]}]}"))
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecords(0);
    Metric metric =
        OtlpJson.metrics(
                json(
                    "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'m','sum':"
                        + "{'dataPoints':[{'asInt':'7'}],'isMonotonic':true}}]}]}]}"))
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0);

    assertThat(log.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_INFO);
    assertThat(log.getBody().getStringValue()).isEqualTo("hi");
    assertThat(log.getTraceId()).isEqualTo(Otlp.hex(Otlp.TRACE));
    assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(7);
  }

  @Test
  void saysWhatIsWrong_inOneSentence() {
    for (String text :
        List.of(
            "",
            "[]",
            "{",
            "{}{}",
            "{'resourceSpans':{}}",
            "{'resourceSpans':[1]}",
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'startTimeUnixNano':'x'}]}]}]}",
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'startTimeUnixNano':1e99999999}]}]}]}",
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'kind':'NO_SUCH'}]}]}]}",
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'attributes':[{'value':"
                + "{'arrayValue':{'values':[".repeat(200))) {
      assertThatThrownBy(() -> OtlpJson.traces(json(text)))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(".");
    }
  }

  @Test
  void quotesNothingOfWhatItCannotRead_inMessageOrCause() {
    String span = "{'resourceSpans':[{'scopeSpans':[{'spans':[{%s}]}]}]}";
    for (String text :
        List.of(
            "hunter2",
            "{'a':hunter2}",
            "{'hunter2':'a' 'b'}",
            "{'a':'hunter2\\q'}",
            "{}hunter2",
            span.formatted("'startTimeUnixNano':'hunter2'"),
            span.formatted("'kind':'hunter2'"),
            span.formatted("'attributes':'hunter2'"),
            span.formatted("'name':['hunter2']"),
            span.formatted("'attributes':[{'value':{'doubleValue':'hunter2'}}]"),
            span.formatted("'attributes':[{'value':{'bytesValue':'hunter2!'}}]"))) {
      Throwable refusal = catchThrowable(() -> OtlpJson.traces(json(text)));

      assertThat(refusal).as(text).isInstanceOf(IllegalArgumentException.class);
      assertThat(stack(refusal)).doesNotContain("hunter");
    }
  }

  /** As a logger would write it. */
  private static String stack(Throwable refusal) {
    StringWriter text = new StringWriter();
    refusal.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static Span span(String fields) {
    return OtlpJson.traces(
            json("{'resourceSpans':[{'scopeSpans':[{'spans':[{" + fields + "}]}]}]}"))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  private static AnyValue value(Span span, int i) {
    return span.getAttributes(i).getValue();
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }

  @Test
  void refusesANumberOfAMillionDigits_atOnce() {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\""
            + "9".repeat(1_000_000)
            + "\"}]}]}]}";
    long beforeNanos = System.nanoTime();

    assertThatThrownBy(() -> OtlpJson.traces(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("startTimeUnixNano");
    assertThat(System.nanoTime() - beforeNanos).isLessThan(2_000_000_000L);
  }

  @Test
  void refusesWhatLooksLikeWideCharacters_andIsNone() {
    byte[] wide = {0, 0, 0, '{', 127, 127, 127, 127};

    assertThatThrownBy(() -> OtlpJson.traces(wide)).isInstanceOf(IllegalArgumentException.class);
  }
}
