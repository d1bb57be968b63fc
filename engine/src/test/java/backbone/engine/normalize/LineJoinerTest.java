// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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

  private static boolean continues(String line) {
    byte[] bytes = ("#" + line + "#").getBytes(UTF_8);
    return LineJoiner.continues(bytes, 1, bytes.length - 1);
  }
}
