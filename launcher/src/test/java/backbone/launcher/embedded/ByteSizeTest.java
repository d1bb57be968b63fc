// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "7B, 7",
    "10GB, 10000000000",
    "10 gb, 10000000000",
    "' 3k ', 3000",
    "512MiB, 536870912",
    "2TiB, 2199023255552",
    "999999999TB, -1",
  })
  void readsWhatPeopleWrite(String text, long bytes) {
    if (bytes < 0) {
      assertThatThrownBy(() -> ByteSize.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(text + " is more than a size can be. Write it like 10GB or 512MiB");
    } else {
      assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GB", "-1GB", "1234567890"})
  void asksForASize_whenTextIsNone(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + " is not a size. Write it like 10GB or 512MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10parsec", "1.5GB"})
  void asksForAUnit_whenItIsUnknown(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .hasMessage(text + " has no known unit. Write 10GB or 512MiB");
  }

  @Test
  void namesTheSetting_whenItsSizeIsNone() {
    assertThatThrownBy(() -> ByteSize.validator().ensureValid("backbone.disk", "much"))
        .hasMessage(
            "Invalid value much for configuration backbone.disk: much is not a size."
                + " Write it like 10GB or 512MiB");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 kB", "999999, 999 kB", "2000000, 2 MB", "9500000000, 9.5 GB"})
  void showsSizesForPeople(long bytes, String shown) {
    assertThat(ByteSize.show(bytes)).isEqualTo(shown);
  }
}
