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

class RegistrationsTest {

  /** Numbers of firms are public: these three stand at the foot of their owners' pages. */
  @ParameterizedTest
  @CsvSource({
    "kr-brn,124-81-00998",
    "kr-brn,220-81-62517",
    "kr-brn,120-81-47521",
    "kr-driver-licence,11-90-123456-78",
    "kr-driver-licence,28-07-000001-00",
    "us-ssn,001-01-0001",
    "us-ssn,899-99-9999",
    "us-ssn,219-09-1099",
  })
  void findsTheNumber_whenHyphensJoinIt(String type, String number) {
    assertThat(found(number)).containsExactly(type + "=" + number);
    assertThat(masked("번호" + number + "로")).isEqualTo("번호[" + type + "]로");
    assertThat(masked("(" + number + ").")).isEqualTo("([" + type + "]).");
  }

  @ParameterizedTest
  @CsvSource({
    "사업자등록번호 1248100998,사업자등록번호 [kr-brn]",
    "사업자번호: 124 81 00998,사업자번호: [kr-brn]",
    "bizNo=1248100998,bizNo=[kr-brn]",
    "business registration no. 1248100998,business registration no. [kr-brn]",
    "운전면허 119012345678,운전면허 [kr-driver-licence]",
    "driver_license=11 90 123456 78,driver_license=[kr-driver-licence]",
    "면허번호 서울 90-123456-78,면허번호 서울 [kr-driver-licence]",
    "SSN: 219091099,SSN: [us-ssn]",
    "social security 219 09 1099,social security [us-ssn]",
    "userSsn=219091099,userSsn=[us-ssn]",
    "여권번호 M12345678,여권번호 [kr-passport]",
    "passportNo: M123A4567 ok,passportNo: [kr-passport] ok",
    "passport s12345678,passport [kr-passport]",
  })
  void findsTheNumber_whenAWordAnnouncesIt(String text, String masked) {
    assertThat(masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "124-81-00999", // check digit
        "012-81-00994",
        "1248100998", // could be seconds
        "124 81 00998",
        "124-81-00998-1",
        "10-90-123456-78", // no region
        "27-90-123456-78",
        "11-90-12345-678",
        "119012345678",
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "123-00-4567",
        "123-45-0000",
        "a123-45-6789",
        "219091099",
        "2026-11-23-1234",
        "M12345678",
        "passport X12345678",
        "passport M1234567",
        "passport M123456789",
      })
  void findsNothing_whenItIsNoSuchNumber(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void asksTheKey_whenTextIsAllOfAValue() {
    MaskCounter counter = new MaskCounter();
    Masker masker = Masker.standard();
    assertThat(masker.mask("business_no", "1248100998", counter)).isEqualTo("[kr-brn]");
    assertThat(masker.mask("passport", "M12345678", counter)).isEqualTo("[kr-passport]");
    assertThat(masker.mask("orderNo", "1248100998", counter)).isEqualTo("1248100998");
    assertThat(masker.mask("passport", "{\"id\"=\"M12345678\"}", counter)).contains("M12345678");
  }
}
