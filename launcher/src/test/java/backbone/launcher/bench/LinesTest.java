// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.Masker;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinesTest {

  private static final int FAR = 24_999_999;

  @ParameterizedTest
  @EnumSource
  void areAllOfOneLength_andKeepTheirNumber(Lines kind) {
    for (int n : new int[] {0, 1, 59_999, 1_000_000, FAR}) {
      byte[] line = kind.line(n);
      assertThat(line).hasSize(kind.bytes());
      assertThat(Lines.numberIn(line, 0)).isEqualTo(n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepTheirNumber_whenMasked(Lines kind) {
    for (int n = 0; n < 20_000; n += 7) {
      String line = new String(kind.line(n), StandardCharsets.ISO_8859_1);
      byte[] masked = Masker.standard().mask(line).text().getBytes(StandardCharsets.UTF_8);
      assertThat(Lines.numberIn(masked, 0)).isEqualTo(n);
    }
  }
}
