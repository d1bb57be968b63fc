// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "de89 3704 0044 0532 0130 00",
        "DE89-3704-0044-0532-0130-00",
        "GB82 WEST 1234 5698 7654 32",
        "FR1420041010050500013M02606",
        "NL91 ABNA 0417 1643 00",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "SA03 8000 0000 6080 1016 7519",
      })
  void findsTheIban_whenItsRemainderIsOne(String number) {
    assertThat(found(number)).containsExactly("iban=" + number);
    assertThat(masked("계좌" + number + "로")).isEqualTo("계좌[iban]로");
    assertThat(masked("to " + number + ".")).isEqualTo("to [iban].");
  }

  @ParameterizedTest
  @CsvSource({
    "계좌번호: 123-45-678901,bank-account",
    "국민은행 123456-01-234567 홍길동,bank-account",
    "account=110-234-567890,bank-account",
    "bank account 3333-01-1234567 charged,bank-account",
    "입금 계좌 1002-123-456789,bank-account",
    "accountNumber: 302-1234-5678-91,bank-account",
    "acct_no=1712311230,bank-account",
    "통장 12345678901234,bank-account",
  })
  void findsTheAccount_whenAWordAnnouncesIt(String text, String type) {
    assertThat(found(text)).singleElement().asString().startsWith(type + "=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013001",
        "DE8937040044053201300",
        "DE893704004405320130000",
        "XX89370400440532013000",
        "aDE89370400440532013000",
        "ba973dcd-fce5-568f-b589-fec8f86ad1a8",
        "123-45-678901",
        "12345678901234",
        "accountId=123456789012",
        "account_id: 123456789012",
        "account since 1712311230",
        "account, order 123456789012",
        "account 2026-11-23 10",
        "계좌 123-45-678",
      })
  void findsNothing_whenItIsNoAccount(String text) {
    assertThat(found(text)).isEmpty();
  }
}
