// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | ot=th:e6666666666666",
        "vendor=a,other=b          | ot=th:e6666666666666,vendor=a,other=b",
        "vendor=a, ot=rv:0123456789abcd | ot=th:e6666666666666;rv:0123456789abcd,vendor=a",
        "ot=th:8;rv:0123456789abcd | ot=th:e6666666666666;rv:0123456789abcd",
        "ot=th:f;xy:1,a=b          | ot=th:f;xy:1,a=b",
        "ot=th:zz                  | ot=th:e6666666666666",
        "ot=th:fffffffffffffff     | ot=th:e6666666666666",
        "ot=                       | ot=th:e6666666666666",
      })
  void keepsWhatOthersWrote_andTheHigherThreshold(String state, String expected) {
    assertThat(TraceState.with(state, "e6666666666666")).isEqualTo(expected);
  }

  @Test
  void neverLowersAThreshold_whenThisOneIsAlways() {
    assertThat(TraceState.with("ot=th:c", "0")).isEqualTo("ot=th:c");
    assertThat(TraceState.with("", "0")).isEqualTo("ot=th:0");
  }

  @Test
  void staysWithinThirtyTwoEntries() {
    String full =
        IntStream.range(0, 32).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));

    assertThat(TraceState.with(full, "8").split(",")).hasSize(32).startsWith("ot=th:8", "k0=v");
  }
}
