// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value through which the limit goes: no head of it is shown, wherever it is cut. */
class CutTest {
  private static final int HEAD = 3;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111-1111-1111-1111",
        "900101-1234567",
        "010-1234-5678",
        "kim.minsu@mail.example.com",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "203.0.113.77",
        "hunter2secret"
      })
  void showsNoHead_whenTheLimitGoesThroughAValue(String value) {
    for (int kept = HEAD; kept < value.length(); kept++) {
      for (String before :
          List.of("{\"a\":\"", "/?x=1&a=", "<a>", "paid ", "x;", "{\"password\":\"")) {
        LogEvent event = Captured.one(text(before, value, kept));

        assertThat(event.getParseFlags()).contains("line-cut");
        assertThat(event.toString())
            .as("%s cut behind %d in %s", value, kept, before)
            .doesNotContain(value.substring(0, kept));
      }
    }
  }

  /** So much of a value stands before the limit. */
  private static String text(String before, String value, int kept) {
    int room = Normalizer.LINE_BYTES_MAX - before.getBytes(UTF_8).length - kept;
    return "_".repeat(room) + before + value + "\",\"b\":7}" + "&tail=1";
  }
}
