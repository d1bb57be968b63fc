// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.one;
import static backbone.engine.normalize.Captured.time;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that every format shares. */
class TimesLevelsIdsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "2024-01-02T10:11:12Z"                     | 2024-01-02T10:11:12Z
          "2024-01-02T10:11:12.1Z"                   | 2024-01-02T10:11:12.100Z
          "2024-01-02T10:11:12.123456789+09:00"      | 2024-01-02T01:11:12.123456789Z
          "2024-01-02T10:11:12,123-0530"             | 2024-01-02T15:41:12.123Z
          "2024-01-02 10:11:12 +0900"                | 2024-01-02T01:11:12Z
          "2024-01-02 10:11:12.5 UTC"                | 2024-01-02T10:11:12.500Z
          "2024/01/02 10:11:12"                      | 2024-01-02T01:11:12Z
          "2024-01-02T10:11+09"                      | 2024-01-02T01:11:00Z
          "2024-01-02T10:11:12+09:00[Asia/Seoul]"    | 2024-01-02T01:11:12Z
          "2016-12-31T23:59:60Z"                     | 2017-01-01T00:00:00Z
          "2024-02-29T00:00:00Z"                     | 2024-02-29T00:00:00Z
          "17/May/2015:10:05:03 +0000"               | 2015-05-17T10:05:03Z
          "2024-01-02 10:11:12 KST"                  | 2024-01-02T01:11:12Z
          "2024-01-02 10:11:12.345 EDT"              | 2024-01-02T14:11:12.345Z
          "02 Jan 2024 10:11:12,345"                 | 2024-01-02T01:11:12.345Z
          "2-Jan-2024 10:11:12.345"                  | 2024-01-02T01:11:12.345Z
          "Tue, 02 Jan 2024 10:11:12 GMT"            | 2024-01-02T10:11:12Z
          "Tue Jan  2 10:11:12 2024"                 | 2024-01-02T01:11:12Z
          "Tue Jan 02 10:11:12 UTC 2024"             | 2024-01-02T10:11:12Z
          "Jan 02, 2024 12:11:12 AM"                 | 2024-01-01T15:11:12Z
          "Jan 2, 2024, 12:11:12 PM"                 | 2024-01-02T03:11:12Z
          "Jan 02, 2024 10:11:12 PM"                | 2024-01-02T13:11:12Z
          "@400000006593de8a14aeb2b9"                | 2024-01-02T09:59:28.346993337Z
          1.704190272345678e+09                      | 2024-01-02T10:11:12.345678Z
          "1704190272"                               | 2024-01-02T10:11:12Z
          1704190272                                 | 2024-01-02T10:11:12Z
          1704190272.25                              | 2024-01-02T10:11:12.250Z
          1704190272345                              | 2024-01-02T10:11:12.345Z
          1704190272345.5                            | 2024-01-02T10:11:12.345500Z
          1704190272345678                           | 2024-01-02T10:11:12.345678Z
          1704190272345678901                        | 2024-01-02T10:11:12.345678901Z
          """)
  void readsTime_whateverItsForm(String written, String expected) {
    LogEvent event = one("{\"msg\":\"m\",\"ts\":" + written + "}");

    assertThat(time(event)).isEqualTo(expected);
    assertThat(event.getParseFlags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2023-02-29T00:00:00Z\"",
        "\"2024-13-01T00:00:00Z\"",
        "\"2024-01-02T25:00:00Z\"",
        "12.5",
        "\"soon\"",
        "-1",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-01-01T00:00:00Z\"",
        "true",
        "[1]",
        "99999999999999999999",
        "\"2024-01-02T10:11:12Zebra\"",
      })
  void fallsBackToArrival_whenValueIsNoTime(String written) {
    LogEvent event = one("{\"msg\":\"m\",\"ts\":" + written + "}");

    assertThat(event.getParseFlags()).containsExactly("time-from-arrival");
    assertThat(event.getAttributes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE,trace,1",
    "Verbose,trace,1",
    "finest,trace,1",
    "DEBUG,debug,5",
    "dbg,debug,5",
    "FINE,debug,6",
    "CONFIG,debug,7",
    "Information,info,9",
    "informational,info,9",
    "NOTICE,info,10",
    "INFO2,info,10",
    "INFO+2,info,11",
    "DEBUG-4,trace,1",
    "DEBUG5,debug,5",
    "warning,warn,13",
    "WRN,warn,13",
    "SEVERE,error,17",
    "err,error,17",
    "crit,error,18",
    "alert,error,19",
    "Critical,fatal,21",
    "EMERGENCY,fatal,21",
    "panic,fatal,21",
  })
  void readsLevel_whateverItsSpelling(String written, String word, int severity) {
    LogEvent event = one("{\"msg\":\"m\",\"level\":\"" + written + "\"}");

    assertThat(event.getLevel()).isEqualTo(word);
    assertThat(event.getSeverity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"STATS\"", "\"\"", "7", "35", "\"informative\"", "null"})
  void leavesLevelOpen_whenItIsNone(String written) {
    LogEvent event = one("{\"msg\":\"m\",\"level\":" + written + "}");

    assertThat(event.getLevel()).isNull();
    assertThat(event.getSeverity()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          x trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7 | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x [traceId=4BF92F3577B34DA6A3CE929D0E0E4736, spanId=00F067AA0BA902B7] | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x trace-id:1234 y                          | 1234                             | -
          x TRACE_ID: "a3ce929d0e0e4736"             | 0000000000000000a3ce929d0e0e4736 | -
          x dd.trace_id=11803532876627986230         | 0000000000000000a3ce929d0e0e4736 | -
          x traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x traceId=0000000000000000 y               | -                                | -
          x TraceID=4bf92f3577b34da6a3ce929d0e0e4736,SpanID=00f067aa0ba902b7 | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x b3: 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1 y | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x b3=0 b3:x                                | -                                | -
          X-B3-TraceId: 4bf92f3577b34da6a3ce929d0e0e4736, X-B3-SpanId: 00f067aa0ba902b7 | 4bf92f3577b34da6a3ce929d0e0e4736 | 00f067aa0ba902b7
          x X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1 | 5759e988bd862e3fe1be46a994272793 | 53995c3f42cd8ad8
          x uber-trace-id: 4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1 | 4bf92f3577b34da6a3ce929d0e0e4736 | -
          x traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | -
          x trace id: none                           | -                                | -
          x backtrace_id=12 subspanid=3              | -                                | -
          x trace_id=                                | -                                | -
          """)
  void findsIds_insideText(String text, String trace, String span) {
    LogEvent event = one(text);

    assertThat(event.getTraceId()).isEqualTo(trace);
    assertThat(event.getSpanId()).isEqualTo(span);
    assertThat(event.getParseFlags().contains("trace-id-form"))
        .isEqualTo(trace != null && trace.length() != 32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-01-02 10:11:12.345 [exec-4] INFO  [trace_id=4bf92f3577b34da6a3ce929d0e0e4736 user=kim] a.B - m | exec-4
          2024-01-02 10:11:12.345 INFO [traceId=4bf92f3577b34da6a3ce929d0e0e4736] [exec-4] a.B - m            | exec-4
          2024-01-02 10:11:12.345  INFO [pay,4bf92f3577b34da6a3ce929d0e0e4736,00f067aa0ba902b7,true] 1 --- [exec-4] a.B : m | exec-4
          """)
  void keepsThread_whenContextStandsBesideIt(String line, String thread) {
    LogEvent event = one(line);

    assertThat(event.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.getThread()).isEqualTo(thread);
    assertThat(event.getLogger()).isEqualTo("a.B");
    assertThat(event.getMessage()).isEqualTo("m");
    assertThat(event.getAttributes()).hasSize(1);
  }
}
