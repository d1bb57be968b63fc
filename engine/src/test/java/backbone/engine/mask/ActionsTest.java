// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.masked;
import static backbone.engine.mask.Masks.masker;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {

  private static final String AUDIT = "key: k1\nprofiles: {audit: {services: [login-*]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{card: drop}|paid 4111111111111111 now|paid  now",
        "{card: tag}|paid 4111111111111111 now|paid [card] now",
        "{card: {fixed: '[no card]'}}|paid 4111111111111111 now|paid [no card] now",
        "{card: {keep-last: 4}}|paid 4111 1111 1111 1234x 4111 1111 1111 1111|"
            + "paid 4111 1111 1111 1234x [card:1111]",
        "{card: off}|paid 4111111111111111 now|paid 4111111111111111 now",
        "{ipv4: tag}|from 10.1.2.3:80|from [ipv4]:80",
        "{ipv4: drop}|from 10.1.2.3:80|from :80",
        "{ipv4: {keep-last: 1}}|from 10.1.2.3:80|from [ipv4:3]:80",
        "{ipv4: tag}|from ::ffff:10.1.2.3 |from [ipv4] ",
        "{ipv6: tag}|from 2001:db8::1 and ::ffff:10.1.2.3|from [ipv6] and ::ffff:10.1.2.xxx",
        "{email: {keep-last: 2}}|to bob@example.com|to [email:OM]",
      })
  void doesWhatTheRuleSays(String rules, String text, String masked) {
    assertThat(masked("rules: " + rules, text.strip())).isEqualTo(masked.strip());
  }

  @Test
  void joinsSpellings_whenPseudonym() {
    same("ipv6", "2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8::0001", "[2001:db8::1]");
    same("ipv4", "10.1.2.3", "::ffff:10.1.2.3", "::ffff:0a01:0203", "10.1.2.3:8080");
    same(
        "email",
        "bob@example.com",
        "bob@EXAMPLE.com",
        "bob%40example.com",
        "bob\\u0040example.com");
    same("card", "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111");
  }

  @Test
  void tellsApart_whenPseudonymsAreOfOtherValuesKeysOrRules() {
    String one = token("email", "bob@example.com");

    assertThat(token("email", "Bob@example.com")).isNotEqualTo(one);
    assertThat(masked("rules: {email: {pseudonym: k2}}", "bob@example.com"))
        .matches("\\[email:k2:[g-z]{24}]")
        .doesNotContain(one.substring(10));
    assertThat(one).matches("\\[email:k1:[g-z]{24}]");
  }

  /** Made with openssl dgst -hmac, each digit of hex as a letter. Stored events have such names. */
  @Test
  void staysTheSame_whenReleasesChange() {
    assertThat(token("ipv4", "10.1.2.3")).isEqualTo("[ipv4:k1:vtqpjqrzqxqvtpnkqnrrzvpy]");
  }

  @Test
  void keepsWhatIsAllowed() {
    String allow =
        """
        allow:
          values: [noreply@Example.com, "4111-1111-1111-1111", "2001:DB8::1"]
          networks: [10.0.0.0/8, "fd00::/8", 192.0.2.7]
          keys: [http.server.*]
          services: [batch-*]
        """;
    String kept =
        "noreply@example.COM 4111111111111111 2001:db8:0::1 10.9.9.9 ::ffff:10.0.0.1 fd12::1"
            + " 192.0.2.7 password=10.0.0.1";

    assertThat(masked(allow, kept)).startsWith(kept.substring(0, kept.indexOf("password")));
    assertThat(masked(allow, "a@b.com 11.0.0.1 fe80::1 192.0.2.8"))
        .isEqualTo("[email] 11.0.0.xxx fe80::xxx 192.0.2.xxx");
    Masker masker = masker(allow);
    MaskCounter counter = new MaskCounter();
    assertThat(masker.mask("http.server.address", "11.0.0.1", counter)).isEqualTo("11.0.0.1");
    assertThat(masker.mask("client.address", "11.0.0.1", counter)).isEqualTo("11.0.0.xxx");
    masker.enter("batch-7");
    assertThat(masker.mask("client.address", "11.0.0.1", counter)).isEqualTo("11.0.0.1");
    masker.enter(null);
    assertThat(masker.mask("client.address", "11.0.0.1", counter)).isEqualTo("11.0.0.xxx");
    assertThat(counter.total()).isEqualTo(2);
  }

  @Test
  void namesAddressesByKey_whenServiceIsAudited() {
    Masker masker = masker(AUDIT + "\nrules: {email: tag}\nallow: {services: ['*']}");
    MaskCounter counter = new MaskCounter();

    masker.enter("login-eu");
    String audited = masker.mask("10.1.2.3 2001:db8::1 bob@example.com", counter);
    masker.enter("shop");

    assertThat(audited)
        .matches("\\[ipv4:k1:[g-z]{24}] \\[ipv6:k1:[g-z]{24}] \\[email]")
        .startsWith(token("ipv4", "10.1.2.3"));
    assertThat(masker.mask("10.1.2.3", counter)).isEqualTo("10.1.2.3");
  }

  private static void same(String rule, String... spellings) {
    String first = token(rule, spellings[0]);
    for (String spelling : spellings) {
      assertThat(token(rule, spelling)).as(spelling).isEqualTo(first);
    }
  }

  /** What stands for a value. */
  private static String token(String rule, String value) {
    String masked = masked("key: k1\nrules: {%s: pseudonym}".formatted(rule), value);
    int from = masked.indexOf("[" + rule + ":");
    assertThat(from).as(masked).isGreaterThanOrEqualTo(0);
    return masked.substring(from, masked.indexOf(']', from) + 1);
  }
}
