// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskKeysTest {

  private static final String SECRET = "0123456789abcdef";

  @Test
  void showsNoKey() {
    MaskKeys keys = MaskKeys.of(Map.of("k1", SECRET));

    assertThat(keys.ids()).containsExactly("k1");
    assertThat(keys.toString()).isEqualTo("keys [k1]");
    assertThat(MaskKeys.none().ids()).isEmpty();
  }

  @Test
  void refusesAShortKeyWithoutShowingIt() {
    assertThatThrownBy(() -> MaskKeys.of(Map.of("k1", "hunter2")))
        .hasMessage("jobs.masking.keys.k1 has 7 bytes. Use 16 random ones or more.");
    assertThat(MaskKeys.problem("k1", null)).isPresent();
    assertThat(MaskKeys.problem("k1", "가나다라마바")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "K1", "1k", "k_1", "k12345", "abcdefghijklmnopq"})
  void refusesAnId(String id) {
    assertThat(MaskKeys.problem(id, SECRET)).isPresent();
  }
}
