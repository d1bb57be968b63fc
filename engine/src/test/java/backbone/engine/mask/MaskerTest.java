// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.text.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  private final Masker masker = Masker.standard();

  @Test
  void returnsTheSameInstance_whenNothingIsFound() {
    String line =
        new String("2026-11-23 10:05:03 INFO started in 1.5 s on 0.0.0.0:80 50%".toCharArray());
    MaskCounter counter = new MaskCounter();

    assertThat(masker.mask(line, counter)).isSameAs(line);
    assertThat(masker.mask(line).text()).isSameAs(line);
    assertThat(masker.mask(null, counter)).isNull();
    assertThat(counter.total()).isZero();
    assertThat(counter.counts()).isSameAs(Map.of());
  }

  @Test
  void countsPerRule_whenValuesAreMasked() {
    MaskCounter counter = new MaskCounter();

    String masked =
        masker.mask("10.0.0.1 10.0.0.2 2001:db8::1 bob@example.com 4111111111111111", counter);

    assertThat(masked).isEqualTo("10.0.0.xxx 10.0.0.xxx 2001:db8::xxx [email] [card]");
    assertThat(counter.counts()).isEqualTo(Map.of("ipv4", 2L, "ipv6", 1L, "email", 1L, "card", 1L));
    assertThat(counter.count("ipv4")).isEqualTo(2);
    counter.clear();
    assertThat(counter.count("ipv4")).isZero();
  }

  @Test
  void countsInUtf16_whenTextIsNotAscii() {
    Masked masked = masker.mask("결제 \ud83d\ude00 10.0.0.1 é bob@example.com");

    assertThat(masked.text()).isEqualTo("결제 \ud83d\ude00 10.0.0.xxx é [email]");
    assertThat(masked.findings())
        .containsExactly(new Finding("ipv4", 6, 14), new Finding("email", 17, 32));
  }

  @Test
  void keepsTheRest_whenTextHasALoneSurrogate() {
    assertThat(masker.mask("\ud800 10.0.0.1 \udc00").text()).isEqualTo("\ud800 10.0.0.xxx \udc00");
  }

  @Test
  void looksOnlyInside_whenGivenARange() {
    byte[] in = "9910.0.0.199".getBytes(US_ASCII);
    Findings findings = new Findings();

    assertThat(masker.scan(in, 2, 10, findings)).isEqualTo(1);
    assertThat(findings.type(0)).isEqualTo("ipv4");
    assertThat(findings.start(0)).isEqualTo(2);
    assertThat(findings.end(0)).isEqualTo(10);
  }

  @Test
  void namesItsRules_whenAskedForTheirId() {
    assertThat(Masker.rulesId()).startsWith("mask-5:ipv4,ipv6,email,card,");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.77,192.168.1.0",
    "127.0.0.1,127.0.0.0",
    "008.8.8.8,8.8.8.0",
    "2001:db8:1:2:3:4:5:6,2001:db8:1::",
    "2001:DB8::1,2001:db8::",
    "[2001:db8::1],2001:db8::",
    "fe80::1%eth0,fe80::",
    "::1,::",
    "::,::",
    "::ffff:10.1.2.3,10.1.2.0",
    "::ffff:0a01:0203,10.1.2.0",
  })
  void keepsTheNetwork_whenGivenAnAddress(String address, String network) {
    assertThat(Masker.network(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "host",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "10.0.0.1:80",
        "10.0.0.1 ",
        "[",
        "[]",
        ":",
        ":::",
        "12:34:56",
        "2001:db8::1x",
        "2001:db8::1::2",
        "[::1]:80",
        "unknown",
        "[:]"
      })
  void returnsNull_whenTextIsNoAddress(String text) {
    assertThat(Masker.network(text)).isNull();
    assertThat(Masker.network(null)).isNull();
  }
}
