// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.normalize.text.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineJoinerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\tat com.acme.Foo.run(Foo.java:12)",
        "    at com.acme.Foo.run(Foo.java:12)",
        "  indented detail",
        "Caused by: java.io.IOException: gone",
        "Suppressed: a.B: c",
        "... 12 more",
        "\t... 12 more",
        "... 3 common frames omitted",
        "java.io.IOException: Connection to 2 was disconnected",
        "java.lang.NullPointerException",
        "org.acme.Outer$InnerError: text",
      })
  void continues_whenLineIsPartOfAnEvent(String line) {
    assertThat(continues(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "}",
        "}}]",
        "2024-01-02 10:11:12 INFO x",
        " INFO 2024-01-02 10:11:12 padded level",
        "  WARN [main] padded level",
        "  2024-01-02 10:11:12 padded date",
        "java.io.IOException thrown by someone",
        "IOException: no package",
        "Error: something",
        "com.acme.Foo: a logger, not an error",
        "Causes many: x",
        "... more to come",
        "{\"msg\":\"x\"}",
      })
  void beginsAnEvent_whenInDoubt(String line) {
    assertThat(continues(line)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-02 10:11:12,345 - a - ERROR - it broke|Traceback (most recent call last):|  File \"a.py\", line 1, in f|    g()|ValueError: no|During handling of the above exception, another exception occurred:|Traceback (most recent call last):|  File \"a.py\", line 2, in g|acme.errors.Gone",
        "Exception in thread Thread-1:|Traceback (most recent call last):|  File \"a.py\", line 1|KeyboardInterrupt",
        "Traceback (most recent call last):|  File \"a.py\", line 1, in f|ZeroDivisionError: division by zero",
        "panic: my panic||goroutine 4 [running]:|panic(0x45cb40, 0x47ad70)|\t/go/panic.go:542 +0x46c|main.main.func1(0xc420024120)|\tfoo.go:6 +0x39|created by main.main|\tfoo.go:5 +0x58||goroutine 1 [chan receive]:|main.(*T).run(0x1, {0x2, 0x3})|\tfoo.go:9|exit status 2",
        "fatal error: all goroutines are asleep - deadlock!||goroutine 1 [chan receive]:|main.main()|\t/a.go:1",
        "panic: runtime error: invalid memory address|[signal SIGSEGV: segmentation violation code=0x1]||goroutine 1 [running]:|main.main()|\t/a.go:1",
        "2024/01/02 10:11:12 http: panic serving 127.0.0.1:1: boom|goroutine 5 [running]:|net/http.(*conn).serve.func1()|\t/a.go:1",
        "TypeError: x is not a function|    at f (/app/a.js:1:2) {|  code: 'E',|  [cause]: Error: inner|      at g (/app/a.js:3:4)|}",
        "/app/a.js:3|throw new Error('x');|^||Error: x|    at f (/app/a.js:3:7)||Node.js v20.1.0",
        "2024-01-02T10:11:12Z error: request failed|Error: boom|    at f (/app/a.js:1:2)",
        "Jan 02, 2024 10:11:12 AM com.acme.Foo bar|SEVERE: it broke|java.lang.IllegalStateException: x|\tat a.B.c(B.java:1)|Caused by: a.b.IOError: y|\t... 3 more",
        "2024-01-02T10:11:12.345Z\terror\ta.go:1\tfailed|main.main|\t/app/main.go:7|runtime.main|\t/go/proc.go:250",
        "thread 'main' panicked at src/main.rs:2:5:|it broke|note: run with `RUST_BACKTRACE=1`|stack backtrace:|   0: rust_begin_unwind",
        "PHP Fatal error:  Uncaught Exception: x in /a.php:3|Stack trace:|#0 {main}|  thrown in /a.php on line 3",
        "# Time: 2024-01-02T10:11:12Z|# User@Host: a[a] @ h []|SET timestamp=1;|SELECT 1;",
        "java.util.concurrent.CompletionException: x|\tat a.B|\tSuppressed: a.b.CError: z|\t\tat a.D|Wrapped by: a.E: f",
      })
  void joinsAll_whenLinesAreOneTrace(String lines) {
    assertThat(events(lines)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "2024-01-02 10:11:12 INFO all is well|Traceback (most recent call last):|  File x|E: y ^ 2",
        "another line...|Error: x|Other: y ^ 3",
        "goroutine 1 [running]:|main.main()|\t/a.go:1|one more line, no multiline ^ 2",
        "Traceback (most recent call last):|  File x|ValueError: y|2024-01-02 10:11:12 next|plain ^ 3",
        "INFO: a|INFO: b ^ 2",
        "2024-01-02 10:11:12 ERROR a|2024-01-02 10:11:12 ERROR b|{}|<3>x ^ 4",
        "a {|  b|}|x ^ 2",
        "# Time: 1|# User@Host: a|SELECT 1;|# Time: 2|# User@Host: a|SELECT 2; ^ 2",
        "TypeError: a|    at f|TypeError: b|    at g ^ 2",
      })
  void beginsAnother_whenLineIsOfNoTrace(String lines, int events) {
    assertThat(events(lines)).isEqualTo(events);
  }

  private static int events(String lines) {
    LineJoiner joiner = new LineJoiner();
    byte[] all = lines.replace('|', '\n').getBytes(UTF_8);
    int events = 0;
    int event = 0;
    for (int at = 0; at < all.length; at = Bytes.lineEnd(all, at, all.length) + 1) {
      int end = Bytes.lineEnd(all, at, all.length);
      boolean goesOn = end == at || (events > 0 && joiner.goesOn(all, event, at, end));
      if (!goesOn) {
        events++;
        event = at;
        joiner.begin(all, at, end);
      }
    }
    return events;
  }

  private static boolean continues(String line) {
    byte[] bytes = ("#" + line + "#").getBytes(UTF_8);
    return LineJoiner.continues(bytes, 1, bytes.length - 1);
  }
}
