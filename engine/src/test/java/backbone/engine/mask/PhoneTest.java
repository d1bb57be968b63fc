// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010-1234-5678",
        "01012345678",
        "010 1234 5678",
        "010.1234.5678",
        "010)1234-5678",
        "(010) 1234-5678",
        "010-12345678",
        "011-123-4567",
        "0161234567",
        "02-123-4567",
        "(02)1234-5678",
        "02)123-4567",
        "0226543210",
        "031-123-4567",
        "064 712 3456",
        "070-1234-5678",
        "07076543210",
        "0505-123-4567",
        "050-5123-4567",
        "080-123-4567",
        "1588-1234",
        "1661-0000",
        "82-10-1234-5678",
        "821012345678",
        "+82 10-1234-5678",
        "+82-2-123-4567",
        "+82 (0)2 123 4567",
        "+821012345678",
        "+82 010 1234 5678",
        "+82 1588 1234",
        "+14155552671",
        "+1 (415) 555-2671",
        "+1 415 555 2671",
        "+1-415-555-2671 x201",
        "+44 20 7946 0958",
        "+44 (0)20 7946 0958",
        "+33 1 23 45 67 89",
        "+81-3-1234-5678",
        "+8613812345678",
        "+353 1 234 5678",
      })
  void findsTheNumber_whenItNeedsNoContext(String number) {
    assertThat(found(number)).containsExactly("phone=" + number);
    assertThat(masked("고객 " + number + "로 연락")).isEqualTo("고객 [phone]로 연락");
    assertThat(masked("\"" + number + "\", ok")).isEqualTo("\"[phone]\", ok");
    assertThat(masked("Ask " + number + ".")).isEqualTo("Ask [phone].");
    assertThat(masked(number + " 200")).isEqualTo("[phone] 200");
  }

  @ParameterizedTest
  @CsvSource({
    "phone=4155552671,phone=[phone]",
    "Phone: (415) 555-2671,Phone: [phone]",
    "call me at 415-555-2671,call me at [phone]",
    "fax 415.555.2671 ext. 12,fax [phone]",
    "tel=030 123456,tel=[phone]",
    "customerPhone: 06 12 34 56 78,customerPhone: [phone]",
    "연락처: 홍길동 030 123456,연락처: 홍길동 [phone]",
    "전화1-800-555-1234번,전화[phone]번",
    "TEL 03-1234-5678,TEL [phone]",
    "mobile_no=1712311230,mobile_no=[phone]",
    "+49 30 901820 ok,[phone] ok",
    "T010-1234-5678,T[phone]",
    "고객010-1234-5678님,고객[phone]님",
  })
  void findsTheNumber_whenAWordAnnouncesIt(String text, String masked) {
    assertThat(masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "415-555-2671",
        "4155552671",
        "012-1234-5678",
        "010-00-5678",
        "010-1234-567",
        "010-1234-56789",
        "0100-1234-5678",
        "a0101234567890",
        "v010-1234-5678-1",
        "1234-5678",
        "1500-1999",
        "2026-11-23",
        "2026-11-23 10:05:02.514 2931",
        "000000000000",
        "0.1012345678",
        "+0900",
        "+09:00",
        "+1415555267",
        "+141555526711",
        "1+14155552671",
        "x+14155552671",
        "+999123456789",
        "hotel=4155552671",
        "phoneme 12",
        "phone count=4155552671",
        "telemetry 4155552671",
        "mobile since 1712311230",
        "call=4155552671",
        "phone, order 4155552671",
        "phone 1.2.3",
      })
  void findsNothing_whenItIsNoTelephoneNumber(String text) {
    assertThat(found(text)).isEmpty();
  }
}
