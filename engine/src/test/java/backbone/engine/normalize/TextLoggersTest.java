// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.Captured.one;
import static backbone.engine.normalize.Captured.time;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as loggers of several languages write them by default, field by field. */
class TextLoggersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # line ^ format ^ time ^ level ^ logger ^ thread ^ attributes ^ message
          `time="2024-01-02T10:11:12Z" level=warning msg="a \\"text\\"" customer=12 ratio=0.5 ok=true id=007` ^ logfmt ^ 2024-01-02T10:11:12Z ^ warn ^ - ^ - ^ {customer=12, ratio=0.5, ok=true, id=007} ^ `a "text"`
          `ts=2024-01-02T10:11:12.345Z caller=main.go:12 level=warn msg=hello world n=1` ^ logfmt ^ 2024-01-02T10:11:12.345Z ^ warn ^ - ^ - ^ {caller=main.go:12, n=1} ^ hello world
          `logger=sqlstore t=2024-01-02T10:11:12.345+09:00 level=info msg="x"` ^ logfmt ^ 2024-01-02T01:11:12.345Z ^ info ^ sqlstore ^ - ^ {} ^ x
          `time=2024-01-02T10:11:12.345+09:00 level=DEBUG+2 msg="hello there" path=/a/b` ^ logfmt ^ 2024-01-02T01:11:12.345Z ^ debug ^ - ^ - ^ {path=/a/b} ^ hello there
          `user=kim action=login` ^ logfmt ^ - ^ - ^ - ^ - ^ {user=kim, action=login} ^ user=kim action=login
          `level=info ts=1704190272.5 started now port=80` ^ logfmt ^ 2024-01-02T10:11:12.500Z ^ info ^ - ^ - ^ {port=80} ^ started now
          `2024-01-02 10:11:12,345 - my.logger - INFO - text - more` ^ python ^ 2024-01-02T01:11:12.345Z ^ info ^ my.logger ^ - ^ {} ^ text - more
          `2024-01-02 10:11:12,345 - CRITICAL - text` ^ python ^ 2024-01-02T01:11:12.345Z ^ fatal ^ - ^ - ^ {} ^ text
          `2024-01-02 10:11:12,345 - WARNING - app.views - Text` ^ python ^ 2024-01-02T01:11:12.345Z ^ warn ^ app.views ^ - ^ {} ^ Text
          `2024-01-02 10:11:12,345 - 4711 - MainThread - app - ERROR - text` ^ python ^ 2024-01-02T01:11:12.345Z ^ error ^ app ^ MainThread ^ {process.pid=4711} ^ text
          `WARNING:root:text` ^ python ^ - ^ warn ^ root ^ - ^ {} ^ text
          `ERROR:my.mod:text: more` ^ python ^ - ^ error ^ my.mod ^ - ^ {} ^ text: more
          `INFO:     Started server process [123]` ^ python ^ - ^ info ^ - ^ - ^ {} ^ Started server process [123]
          `INFO 2024-01-02 10:11:12,345 views 12 34 hello there` ^ python ^ 2024-01-02T01:11:12.345Z ^ info ^ views ^ 34 ^ {process.pid=12} ^ hello there
          `2024-01-02 10:11:12.345 | SUCCESS  | __main__:<module>:12 - text` ^ loguru ^ 2024-01-02T01:11:12.345Z ^ info ^ __main__ ^ - ^ {log.origin.function=<module>, log.origin.file.line=12} ^ text
          `I0102 10:11:12.123456    1234 file.cc:12] text here` ^ glog ^ 2024-01-02T01:11:12.123456Z ^ info ^ - ^ 1234 ^ {log.origin.file.name=file.cc, log.origin.file.line=12} ^ text here
          `F20230102 10:11:12.123456 1234 file.cc:12] text` ^ glog ^ 2023-01-02T01:11:12.123456Z ^ fatal ^ - ^ 1234 ^ {log.origin.file.name=file.cc, log.origin.file.line=12} ^ text
          `W0102 10:11:12.123456       1 controller.go:114] "Pod status" pod="kube-system/dns" n=3` ^ glog ^ 2024-01-02T01:11:12.123456Z ^ warn ^ - ^ 1 ^ {pod=kube-system/dns, n=3, log.origin.file.name=controller.go, log.origin.file.line=114} ^ Pod status
          `2024-01-02T10:11:12.345Z\tinfo\tmylog\tpkg/x.go:12\thello there\t{"a": 1, "b": true}` ^ zap-console ^ 2024-01-02T10:11:12.345Z ^ info ^ mylog ^ - ^ {a=1, b=true, caller=pkg/x.go:12} ^ hello there
          `2024-01-02T10:11:12.345+0900\tERROR\thello there` ^ zap-console ^ 2024-01-02T01:11:12.345Z ^ error ^ - ^ - ^ {} ^ hello there
          `INFO[0012] Hello there   key=v n=5` ^ logrus ^ - ^ info ^ - ^ - ^ {key=v, n=5, log.uptime.seconds=12} ^ Hello there
          `ERRO[2024-01-02T10:11:12+09:00] Hello    key="v x"` ^ logrus ^ 2024-01-02T01:11:12Z ^ error ^ - ^ - ^ {key=v x} ^ Hello
          `2024-01-02 10:11:12 [info     ] text here              customer=12 name='a b' logger=foo` ^ structlog ^ 2024-01-02T01:11:12Z ^ info ^ foo ^ - ^ {customer=12, name=a b} ^ text here
          `2024-01-02T10:11:12.345678Z [warning  ] text [my.logger] key=v` ^ structlog ^ 2024-01-02T10:11:12.345678Z ^ warn ^ my.logger ^ - ^ {key=v} ^ text
          `[error    ] text   key=v` ^ structlog ^ - ^ error ^ - ^ - ^ {key=v} ^ text
          `[INFO] text` ^ bracketed ^ - ^ info ^ - ^ - ^ {} ^ text
          `10:11AM INF text foo=bar` ^ zerolog ^ 2024-03-01T01:11:00Z ^ info ^ - ^ - ^ {foo=bar} ^ text
          `9:11PM FTL text` ^ zerolog ^ 2024-03-01T12:11:00Z ^ fatal ^ - ^ - ^ {} ^ text
          `[90m10:11AM[0m [32mINF[0m text [36mfoo=[0mbar` ^ zerolog ^ 2024-03-01T01:11:00Z ^ info ^ - ^ - ^ {foo=bar} ^ text
          `2024-01-02T10:11:12+09:00 WRN main.go:12 > a text key="v w"` ^ zerolog ^ 2024-01-02T01:11:12Z ^ warn ^ - ^ - ^ {key=v w, caller=main.go:12} ^ a text
          `2024/01/02 10:11:12 text` ^ go-log ^ 2024-01-02T01:11:12Z ^ - ^ - ^ - ^ {} ^ text
          `2024/01/02 10:11:12.123456 main.go:23: text` ^ go-log ^ 2024-01-02T01:11:12.123456Z ^ - ^ - ^ - ^ {log.origin.file.name=main.go, log.origin.file.line=23} ^ text
          `2024/01/02 10:11:12 INFO text k=v` ^ slog ^ 2024-01-02T01:11:12Z ^ info ^ - ^ - ^ {k=v} ^ text
          `[2024-01-02T10:11:12Z INFO  my_crate::module] text` ^ env-logger ^ 2024-01-02T10:11:12Z ^ info ^ my_crate::module ^ - ^ {} ^ text
          `2024-01-02T10:11:12.345678Z  INFO my_app::db: a text key=value n=2` ^ rust-tracing ^ 2024-01-02T10:11:12.345678Z ^ info ^ my_app::db ^ - ^ {key=value, n=2} ^ a text
          `2024-01-02T10:11:12.345678Z DEBUG ThreadId(02) req{id=1}:inner{n=2}: my_app: text` ^ rust-tracing ^ 2024-01-02T10:11:12.345678Z ^ debug ^ my_app ^ ThreadId(02) ^ {log.context=req{id=1}:inner{n=2}} ^ text
          `[2m2024-01-02T10:11:12.345678Z[0m [32m INFO[0m [2mmy_app[0m[2m:[0m text` ^ rust-tracing ^ 2024-01-02T10:11:12.345678Z ^ info ^ my_app ^ - ^ {} ^ text
          `[2024-01-02 10:11:12,345: INFO/MainProcess] text` ^ python ^ 2024-01-02T01:11:12.345Z ^ info ^ - ^ - ^ {process.name=MainProcess} ^ text
          `[2024-01-02 10:11:12 +0000] [123] [INFO] Listening` ^ python ^ 2024-01-02T10:11:12Z ^ info ^ - ^ - ^ {process.pid=123} ^ Listening
          `[2024-01-02T10:11:12.345+0000] {file.py:12} INFO - text` ^ python ^ 2024-01-02T10:11:12.345Z ^ info ^ - ^ - ^ {caller=file.py:12} ^ text
          `[2024-01-02 10:11:12,345] ERROR in app: Exception on / [GET]` ^ python ^ 2024-01-02T01:11:12.345Z ^ error ^ app ^ - ^ {} ^ Exception on / [GET]
          `[2024-01-02T10:11:12.345] [INFO] default - text` ^ log4js ^ 2024-01-02T01:11:12.345Z ^ info ^ default ^ - ^ {} ^ text
          `[2024-01-02T10:11:12.345678+00:00] app.INFO: text {"a":1} []` ^ monolog ^ 2024-01-02T10:11:12.345678Z ^ info ^ app ^ - ^ {} ^ text {"a":1} []
          `02-Jan-2024 10:11:12.345 INFO [main] org.acme.Server.start up` ^ tomcat ^ 2024-01-02T01:11:12.345Z ^ info ^ org.acme.Server ^ main ^ {log.origin.function=start} ^ up
          `2024-01-02 10:11:12,345 [INFO] my.logger: text` ^ logback ^ 2024-01-02T01:11:12.345Z ^ info ^ my.logger ^ - ^ {} ^ text
          `2024-01-02 10:11:12,345 my.logger INFO text` ^ python ^ 2024-01-02T01:11:12.345Z ^ info ^ my.logger ^ - ^ {} ^ text
          `2024-01-02 10:11:12,345 INFO my.logger: text` ^ logback ^ 2024-01-02T01:11:12.345Z ^ info ^ my.logger ^ - ^ {} ^ text
          `01-02 10:11:12.345  1234  5678 I ActivityManager: text` ^ logcat ^ 2024-01-02T01:11:12.345Z ^ info ^ ActivityManager ^ 5678 ^ {process.pid=1234} ^ text
          `1.704190272345678e+09\tinfo\ttext` ^ zap-console ^ 2024-01-02T10:11:12.345678Z ^ info ^ - ^ - ^ {} ^ text
          """)
  void readsFields_whenLoggerIsKnown(
      String line,
      String format,
      String time,
      String level,
      String logger,
      String thread,
      String attributes,
      String message) {
    LogEvent event = one(line);

    assertThat(event.getParseFormat()).isEqualTo(format);
    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(event.getParseFlags().contains("time-from-arrival")).isEqualTo(time == null);
    assertThat(time == null ? null : time(event)).isEqualTo(time);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getLogger()).isEqualTo(logger);
    assertThat(event.getThread()).isEqualTo(thread);
    assertThat(attributes(event)).hasToString(attributes);
    assertThat(event.getMessage()).isEqualTo(message);
  }
}
