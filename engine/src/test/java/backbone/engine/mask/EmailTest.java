// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user=bob@example.com,|bob@example.com",
        "<bob.smith+tag@mail.example.co.kr>|bob.smith+tag@mail.example.co.kr",
        "mailto:bob@example.com|bob@example.com",
        "\"from\":\"bob@example.com\"|bob@example.com",
        "BOB@EXAMPLE.COM|BOB@EXAMPLE.COM",
        "bob@xn--9t4b11yi5a.xn--3e0b707e|bob@xn--9t4b11yi5a.xn--3e0b707e",
        "user%40example.com|user%40example.com",
        "?mail=user%2540example.com&x|user%2540example.com",
        "user\\u0040example.com|user\\u0040example.com",
        "user\\\\u0040example.com|user\\\\u0040example.com",
        "hi\\nbob@example.com\\n|bob@example.com",
        "홍길동@example.com|홍길동@example.com",
        "josé@example.com|josé@example.com",
        "bob@münchen.de|bob@münchen.de",
        "메일bob@example.com으로 보냄|bob@example.com",
        "o'brien@example.com|o'brien@example.com",
        "'bob@example.com'|bob@example.com",
        "a.b@example.com.|a.b@example.com",
        "(a_b@sub.example.museum)|a_b@sub.example.museum",
        "to:bob@example.com:25|bob@example.com",
        "10.0.0.1@example.com|10.0.0.1@example.com",
        "4111111111111111@example.com|4111111111111111@example.com",
        "joe&@example.org|joe&@example.org",
      })
  void findsTheAddress_whenItStands(String text, String address) {
    assertThat(found(text)).containsExactly("email=" + address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bob@example.com:8080/",
        "https://medium.com/@someone.name",
        "NIOServerCnxn@1001",
        "java.lang.Object@1b2c3d4",
        "react@18.2.0",
        "bob@localhost",
        "logo@2x.png",
        "user@1000.service",
        "1@broker-1.example:9093",
        "@example.com",
        "bob@",
        "bob@.com",
        "@@@@",
        "[email]",
      })
  void findsNothing_whenItIsNoAddress(String text) {
    assertThat(found(text)).isEmpty();
  }
}
