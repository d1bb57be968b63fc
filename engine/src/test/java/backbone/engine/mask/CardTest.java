// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111+1111+1111+1111",
        "4111%201111%201111%201111",
        "4222222222222",
        "4222 2222 2222 2",
        "378282246310005",
        "3782 822463 10005",
        "3782-8224-6310-005",
        "30569309025904",
        "3056 9309 0259 04",
        "6011111111111117",
        "3530111333300000",
        "5555555555554444",
        "2223003122003222",
        "6304000000000000",
        "6212345678901232",
        "6221260000000000",
        "5019717010103742",
        "4000000000000000006",
        "2720990000000007",
        "213112345678904",
        "622212345678901236",
      })
  void findsTheNumber_whenIssuerAndCheckDigitFit(String number) {
    assertThat(found("card=" + number + ", ok")).containsExactly("card=" + number);
    assertThat(masked("카드" + number + "로")).isEqualTo("카드[card]로");
    assertThat(masked("Paid with " + number + ".")).isEqualTo("Paid with [card].");
    assertThat(masked("\\n" + number + "\\n")).isEqualTo("\\n[card]\\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "1431857103000",
        "1431857103000000000",
        "1111111111111117",
        "9111111111111111",
        "411111111111111",
        "41111111111111111111",
        "a4111111111111111",
        "4111111111111111a",
        "_4111111111111111",
        "4111111111111111_",
        "-4111111111111111",
        "4111111111111111-1",
        "4111-1111 1111-1111",
        "4111  1111  1111  1111",
        "0.4111111111111111",
        "4111111111111111.5",
        "blk_-4111111111111111",
        "12345678-4111-1111-1111-111111111111",
        "4111 1111 1111 111 1",
        "[card]",
      })
  void findsNothing_whenItIsNoCard(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void findsTheNumber_whenOtherNumbersAreBesideIt() {
    assertThat(masked("7 4111 1111 1111 1111 123")).isEqualTo("7 [card] 123");
  }
}
