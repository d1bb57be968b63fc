// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

  @ParameterizedTest
  @CsvSource({"90, 90", "90s, 90", "2m, 120", "' 1H ', 3600", "1h30m, 5400", "1.5s, 1"})
  void readsTimesAsPeopleWriteThem(String text, long seconds) {
    assertThat(DemoCommand.duration(text).truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2 minutes", "m"})
  void asksForATime_whenTextIsNone(String text) {
    assertThatThrownBy(() -> DemoCommand.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + " is no time. Write it like 30s, 2m or 1h");
  }
}
