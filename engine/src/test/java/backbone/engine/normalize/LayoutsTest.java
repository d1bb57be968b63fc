// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.Captured.one;
import static backbone.engine.normalize.Captured.time;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of Java layouts, field by field. */
class LayoutsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # line | format | time | level | thread | logger | message
          `10:11:12.345 [main] INFO  com.acme.Foo - started` | logback | 2024-03-01T01:11:12.345Z | info | main | com.acme.Foo | started
          `22:11:12.345 [main] WARN  Foo -- started` | logback | 2024-02-29T13:11:12.345Z | warn | main | Foo | started
          `10:11:12.345 [main] INFO  com.acme.Foo -user="kim" n="1"- started` | logback | 2024-03-01T01:11:12.345Z | info | main | com.acme.Foo | started
          `2024-01-02 10:11:12,345 [http-nio-1] ERROR c.a.Foo - it - broke` | logback | 2024-01-02T01:11:12.345Z | error | http-nio-1 | c.a.Foo | it - broke
          `2024-01-02 10:11:12.345 DEBUG [main] c.a.Foo - x` | logback | 2024-01-02T01:11:12.345Z | debug | main | c.a.Foo | x
          `2024-01-02 10:11:12.345 INFO c.a.Foo: x` | logback | 2024-01-02T01:11:12.345Z | info | - | c.a.Foo | x
          `2024-01-02 10:11:12.345 INFO Error: no logger here` | logback | 2024-01-02T01:11:12.345Z | info | - | - | Error: no logger here
          `2015-07-29 17:41:44,747 - INFO  [Quorum[myid=1]:Election@774] - Notification time out` | zookeeper | 2015-07-29T08:41:44.747Z | info | Quorum[myid=1] | Election | Notification time out
          `2025-01-24T07:00:30,139 INFO [main           ] Version           : HV000001: x` | logback | 2025-01-23T22:00:30.139Z | info | main | Version | HV000001: x
          `2024-01-02T10:11:12.345+09:00  INFO 123 --- [shop] [           main] com.acme.Foo                 : hi there` | spring-boot | 2024-01-02T01:11:12.345Z | info | main | com.acme.Foo | hi there
          `2024-01-02T10:11:12.345Z ERROR 1 --- [           main] c.a.Foo : hi` | spring-boot | 2024-01-02T10:11:12.345Z | error | main | c.a.Foo | hi
          `2024-01-02 10:11:12.345  INFO 123 --- [nio-80-exec-1] c.a.Foo   : old` | spring-boot | 2024-01-02T01:11:12.345Z | info | nio-80-exec-1 | c.a.Foo | old
          `[2016-12-19 20:39:50,730] INFO Rolled new log segment for 'test-3' in 1 ms. (kafka.log.Log)` | kafka | 2016-12-19T11:39:50.730Z | info | - | kafka.log.Log | Rolled new log segment for 'test-3' in 1 ms.
          `[2016-12-19 20:39:50,730] WARN no logger (at all here)` | log4j | 2016-12-19T11:39:50.730Z | warn | - | - | no logger (at all here)
          `[Sun Dec 04 04:47:44 2005] [error] mod_jk child in error state 6` | apache-error | 2005-12-03T19:47:44Z | error | - | - | mod_jk child in error state 6
          `[Sun Dec 04 04:47:44.123456 2022] [core:crit] [pid 7:tid 9] AH00128: gone` | apache-error | 2022-12-03T19:47:44.123456Z | error | - | core | AH00128: gone
          """)
  void readsFields_whenLayoutIsKnown(
      String line,
      String format,
      String time,
      String level,
      String thread,
      String logger,
      String message) {
    LogEvent event = one(line);

    assertThat(event.getParseFormat()).isEqualTo(format);
    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(time(event)).isEqualTo(time);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getThread()).isEqualTo(thread);
    assertThat(event.getLogger()).isEqualTo(logger);
    assertThat(event.getMessage()).isEqualTo(message);
  }

  @Test
  void readsServiceAndTrace_whenSpringBootPrintsThem() {
    LogEvent event =
        one(
            "2024-01-02T10:11:12.345Z  INFO 9 --- [shop] [main] "
                + "[803B448A0489F84084905D3093480352-3425F23BB2432450] c.a.Foo : hi");

    assertThat(event.getServiceName()).isEqualTo("shop");
    assertThat(event.getThread()).isEqualTo("main");
    assertThat(event.getTraceId()).isEqualTo("803b448a0489f84084905d3093480352");
    assertThat(event.getSpanId()).isEqualTo("3425f23bb2432450");
    assertThat(attributes(event)).containsEntry("process.pid", 9L);
  }

  @Test
  void keepsThread_whenCorrelationBracketIsBlank() {
    LogEvent event =
        one("2024-01-02T10:11:12.345Z  INFO 9 --- [shop] [main] [          ] c.a.Foo : hi");

    assertThat(event.getThread()).isEqualTo("main");
    assertThat(event.getServiceName()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          `<34>Oct 11 22:14:15 mymachine su: 'su root' failed` | 2023-10-11T13:14:15Z | error | mymachine | su | - | `'su root' failed`
          `<13>Mar  1 22:14:15 host app[42]: hello: world` | 2024-03-01T13:14:15Z | info | host | app | 42 | hello: world
          `Mar  3 22:14:15 host app[42]: tomorrow is last year` | 2023-03-03T13:14:15Z | - | host | app | 42 | tomorrow is last year
          `Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure` | 2023-06-14T06:16:01Z | - | combo | sshd(pam_unix) | 19939 | authentication failure
          `Feb 29 01:02:03 h last message repeated 2 times` | 2024-02-28T16:02:03Z | - | h | - | - | last message repeated 2 times
          `2024-01-02T10:11:12.345678+09:00 h sshd[1]: x` | 2024-01-02T01:11:12.345678Z | - | h | sshd | 1 | x
          """)
  void readsFields_whenSyslog(
      String line, String time, String level, String host, String tag, Long pid, String message) {
    LogEvent event = one(line);

    assertThat(event.getParseFormat()).isEqualTo("syslog-3164");
    assertThat(time(event)).isEqualTo(time);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getHostName()).isEqualTo(host);
    assertThat(attributes(event).get("process.name")).isEqualTo(tag);
    assertThat(attributes(event).get("process.pid")).isEqualTo(pid);
    assertThat(event.getMessage()).isEqualTo(message);
  }

  @Test
  void keepsWholeLine_whenFormatIsUnknown() {
    LogEvent event = one("something happened at the mill");

    assertThat(event.getMessage()).isEqualTo("something happened at the mill");
    assertThat(event.getParseFormat()).isEqualTo("text");
    assertThat(event.getParseStatus()).isEqualTo("text");
    assertThat(event.getParseFlags()).containsExactly("time-from-arrival");
    assertThat(event.getEventTimeUnixNano()).isEqualTo(Captured.ARRIVAL_MS * 1_000_000);
    assertThat(event.getHostName()).isEqualTo("web-1");
    assertThat(event.getEnv()).isEqualTo("prod");
    assertThat(event.getRegion()).isEqualTo("kr");
    assertThat(event.getTeam()).isEqualTo("shop");
    assertThat(event.getOriginId()).isEqualTo("src:1:000000000064");
    assertThat(event.getRulesVersion()).isEqualTo(Normalizer.standard().rulesVersion());
  }

  @Test
  void takesTime_whenUnknownTextBeginsWithOne() {
    LogEvent event = one("2024-01-02 10:11:12 started");

    assertThat(time(event)).isEqualTo("2024-01-02T01:11:12Z");
    assertThat(event.getMessage()).isEqualTo("2024-01-02 10:11:12 started");
    assertThat(event.getParseStatus()).isEqualTo("text");
  }

  @Test
  void marksContinuation_whenLineCameAlone() {
    assertThat(one("\tat com.acme.Foo.run(Foo.java:1)").getParseStatus()).isEqualTo("continuation");
  }
}
