// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void formatsAsLog4jDoes() {
    assertThat(Text.of(new SimpleMessage("plain"))).isEqualTo("plain");
    assertThat(Text.of(new ParameterizedMessage("a {} b {}", 1, "x"))).isEqualTo("a 1 b x");
    assertThat(Text.of(new ParameterizedMessage("long {}", "y".repeat(40_000))))
        .isEqualTo("long " + "y".repeat(40_000));
    assertThat(Text.of(new ParameterizedMessage("after {}", "it"))).isEqualTo("after it");
  }

  @Test
  void keepsBothTextsWhole_whenAParameterLogsWhileItIsWritten() {
    String[] inner = new String[1];
    StringBuilderFormattable logs =
        to -> {
          inner[0] = Text.of(new ParameterizedMessage("inner {}", "z".repeat(40_000)));
          to.append("done");
        };

    String outer = Text.of(new ParameterizedMessage("outer {} {}", logs, 2));

    assertThat(outer).isEqualTo("outer done 2");
    assertThat(inner[0]).isEqualTo("inner " + "z".repeat(40_000));
  }

  @Test
  void leavesNothingForTheNext_whenAMessageFails() {
    ParameterizedMessage failing =
        new ParameterizedMessage(
            "half {}",
            (StringBuilderFormattable)
                to -> {
                  throw new IllegalStateException("cannot be written");
                });

    assertThatThrownBy(() -> Text.of(failing)).isInstanceOf(IllegalStateException.class);
    assertThat(Text.of(new ParameterizedMessage("whole {}", 1))).isEqualTo("whole 1");
  }
}
