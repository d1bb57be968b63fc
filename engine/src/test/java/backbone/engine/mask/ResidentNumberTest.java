// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentNumberTest {

  @ParameterizedTest
  @CsvSource({
    "kr-rrn,900101-1234568", // right check digit
    "kr-rrn,900101-1234567", // wrong check digit
    "kr-rrn,9001011234567",
    "kr-rrn,900101 1234567",
    "kr-rrn,000229-3123456", // 2000 was a leap year
    "kr-rrn,990228-9123456", // 1899
    "kr-rrn,201001-3961234", // regions are random since October 2020
    "kr-rrn,171231-3123456",
    "kr-frn,900101-5234567",
    "kr-frn,9001018234567",
  })
  void findsTheNumber_whenDateIsReal(String type, String number) {
    assertThat(found(number)).containsExactly(type + "=" + number);
    assertThat(masked("고객" + number + "님")).isEqualTo("고객[" + type + "]님");
    assertThat(masked("{\"v\":\"" + number + "\"}")).isEqualTo("{\"v\":\"[" + type + "]\"}");
    assertThat(masked("x=" + number + ".")).isEqualTo("x=[" + type + "].");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "901301-1234567", // month 13
        "900230-1234567", // February 30
        "000229-1123456", // 1900 was no leap year
        "900101-1974567", // region 97
        "200901-3974567", // region 97 before October 2020
        "1900101-1234567",
        "900101-12345678",
        "900101--1234567",
        "900101.1234567",
        "19001011234567",
        "a9001011234567",
        "9001011234567-8",
        "081109 203518 148",
        "900101-1******",
      })
  void findsNothing_whenItIsNoSuchNumber(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void findsTheNumber_whenLettersTouchIt() {
    assertThat(masked("id900101-1234567x")).isEqualTo("id[kr-rrn]x");
    assertThat(masked("no_900101-1234567_")).isEqualTo("no_[kr-rrn]_");
  }

  @Test
  void keepsMilliseconds_whenTheyLookLikeADateOfBirth() {
    // 1712311230000 is 2024-04-05, and 17-12-31 a birthday.
    assertThat(found("took until 1712311230000")).isEmpty();
    assertThat(found("1712311230005")).as("right check digit").hasSize(1);
    assertThat(masked("주민번호 1712311230000")).isEqualTo("주민번호 [kr-rrn]");
  }

  @Test
  void findsTheNumber_whenMistypedBehindItsName() {
    assertThat(masked("주민등록번호: 900133-1234567")).isEqualTo("주민등록번호: [kr-rrn]");
    assertThat(masked("외국인등록번호 900100-5234567")).isEqualTo("외국인등록번호 [kr-frn]");
    assertThat(masked("{\"residentNo\":\"9001331234567\"}"))
        .isEqualTo("{\"residentNo\":\"[kr-rrn]\"}");
  }
}
