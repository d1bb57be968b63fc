// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginTest {

  private final Login login = new Login("kim", "pass:w\u00f6rd \ud55c");

  @Test
  void fits_whenBothAreRight() {
    String right = base64("kim:pass:w\u00f6rd \ud55c");

    assertThat(login.fits(List.of("Basic " + right))).isTrue();
    assertThat(login.fits(List.of("BASIC  " + right + " "))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kim:",
        "kim",
        ":",
        "",
        "kim:pass",
        "Kim:pass:w\u00f6rd \ud55c",
        "x:pass:w\u00f6rd \ud55c"
      })
  void fitsNot_whenOneIsWrong(String both) {
    assertThat(login.fits(List.of("Basic " + base64(both)))).isFalse();
  }

  @Test
  void fitsNot_whenHeaderIsOfAnotherForm() {
    String right = base64("kim:pass:w\u00f6rd \ud55c");

    assertThat(login.fits(List.of())).isFalse();
    assertThat(login.fits(List.of(right))).isFalse();
    assertThat(login.fits(List.of("Bearer " + right))).isFalse();
    assertThat(login.fits(List.of("Basic " + right + "," + right))).isFalse();
    assertThat(login.fits(List.of("Basic " + right.substring(1)))).isFalse();
    assertThat(login.fits(List.of("Basic ====", "Basic " + right))).isFalse();
    assertThat(login.fits(List.of("Basic " + right, "Basic " + right))).isFalse();
    assertThat(login.fits(List.of("Basic " + right + " ".repeat(Login.HEADER_CHARS_MAX))))
        .isFalse();
  }

  @Test
  void printsNothing() {
    assertThat(login).hasToString("Login");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
