// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.one;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as languages print them; a bar stands for a line end. */
class ErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # lines ^ type ^ error message ^ first line of the stack trace ^ message
          `2024-01-02 10:11:12,345 - a - ERROR - it broke|Traceback (most recent call last):|  File "a.py", line 1, in f|    g()|acme.Gone: no more` ^ acme.Gone ^ no more ^ Traceback (most recent call last): ^ it broke
          `Traceback (most recent call last):|  File "a.py", line 1, in f|    g()|ValueError: x|During handling of the above exception, another exception occurred:|Traceback (most recent call last):|  File "a.py"|KeyboardInterrupt` ^ KeyboardInterrupt ^ - ^ Traceback (most recent call last): ^ KeyboardInterrupt
          `panic: my panic||goroutine 4 [running]:|main.main()|\tfoo.go:6 +0x39` ^ panic ^ my panic ^ goroutine 4 [running]: ^ panic: my panic
          `TypeError: x is no function|    at f (/app/a.js:1:2) {|  code: 'E'|}` ^ TypeError ^ x is no function ^ `    at f (/app/a.js:1:2) {` ^ TypeError: x is no function
          `2024-01-02T10:11:12Z error: failed|Error [E_CODE]: boom|    at f (/app/a.js:1:2)` ^ Error ^ boom ^ Error [E_CODE]: boom ^ failed
          `Exception in thread "main" java.lang.RuntimeException: text|\tat a.B.c(B.java:1)|Caused by: a.C: d|\t... 3 more` ^ java.lang.RuntimeException ^ text ^ `\tat a.B.c(B.java:1)` ^ `Exception in thread "main" java.lang.RuntimeException: text`
          `2024-01-02T10:11:12.345Z\terror\ta.go:1\tfailed|main.main|\t/app/main.go:7` ^ - ^ - ^ main.main ^ failed
          `Jan 02, 2024 10:11:12 AM com.acme.Foo bar|SEVERE: it broke|java.lang.IllegalStateException: x|\tat a.B.c(B.java:1)` ^ java.lang.IllegalStateException ^ x ^ java.lang.IllegalStateException: x ^ it broke
          """)
  void readsError_whenTraceIsOfALanguage(
      String lines, String type, String text, String trace, String message) {
    LogEvent event = one(lines.replace('|', '\n'));

    assertThat(event.getErrorType()).isEqualTo(type);
    assertThat(event.getErrorMessage()).isEqualTo(text);
    assertThat(event.getErrorStackTrace().lines().findFirst()).hasValue(trace);
    assertThat(event.getMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # lines ^ level ^ severity
          `panic: my panic||goroutine 4 [running]:|main.main()|\tfoo.go:6 +0x39` ^ fatal ^ 21
          `fatal error: all goroutines are asleep||goroutine 1 [select]:|main.main()|\tfoo.go:6` ^ fatal ^ 21
          `Traceback (most recent call last):|  File "a.py", line 1, in f|    g()|ValueError: x` ^ error ^ 17
          `Exception in thread "main" java.lang.RuntimeException: text|\tat a.B.c(B.java:1)` ^ error ^ 17
          `Exception in thread Thread-1:|Traceback (most recent call last):|  File "a.py", line 1, in f|ValueError: y` ^ error ^ 17
          `2024-01-02T10:11:12Z WARN a.B - panic: no|java.lang.RuntimeException: text|\tat a.B.c(B.java:1)` ^ warn ^ 13
          `java.lang.RuntimeException: tried again|\tat a.B.c(B.java:1)` ^ - ^ 0
          `panic: is no word for one line` ^ - ^ 0
          """)
  void givesTheLanguagesOwnLevel_whenAnErrorBeginsTheEvent(
      String lines, String level, Integer severity) {
    LogEvent event = one(lines.replace('|', '\n'));

    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getSeverity()).isEqualTo(severity);
  }
}
