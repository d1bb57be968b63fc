// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"DB_PASSWORD\",\"value\":\"x1y2\"}",
        "{\"value\":\"x1y2\",\"name\":\"DB_PASSWORD\"}",
        "{\"Key\":\"api.token\",\"Value\":\"x1y2\",\"level\":\"info\"}",
        "{\"env\":{\"value\":\"x1y2\",\"name\":\"DB_PASSWORD\"},\"message\":\"m\"}",
        "{\"env\":[{\"value\":\"x1y2\",\"name\":\"DB_PASSWORD\"}],\"message\":\"m\"}",
        "{\"log\":\"{\\\"value\\\":\\\"x1y2\\\",\\\"name\\\":\\\"DB_PASSWORD\\\"}\\n\",\"stream\":\"stdout\"}"
      })
  void masksTheValue_whenTheNameBesideItIsThatOfASecret(String line) {
    assertThat(Captured.one(line).toString()).contains("[secret]").doesNotContain("x1y2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"LOG_LEVEL\",\"value\":\"x1y2\"}",
        "{\"a\":{\"name\":\"DB_PASSWORD\"},\"b\":{\"value\":\"x1y2\"},\"message\":\"m\"}"
      })
  void keepsTheValue_whenTheNameIsNone(String line) {
    assertThat(Captured.one(line).toString()).contains("x1y2").doesNotContain("[secret]");
  }
}
