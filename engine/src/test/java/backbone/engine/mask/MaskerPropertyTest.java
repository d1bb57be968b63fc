// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.text.Findings;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MaskerPropertyTest {
  private static final int CASES = 20_000;

  private final Masker masker = Masker.standard();
  private final Findings findings = new Findings();

  @Test
  void staysInBounds_whenBytesAreRandom() {
    runs(
        values -> {
          byte[] in = values.bytes();
          int count = masker.scan(in, 0, in.length, findings);
          int last = 0;
          for (int i = 0; i < count; i++) {
            assertThat(findings.start(i)).isBetween(last, in.length);
            assertThat(findings.cut(i)).isBetween(findings.start(i), findings.end(i));
            last = findings.end(i);
            assertThat(last).isBetween(findings.start(i) + 1, in.length);
          }
        });
  }

  @Test
  void changesNothingMore_whenMaskedTwice() {
    runs(
        values -> {
          String text = values.rubbish();
          Masked once = masker.mask(text);
          assertThat(masker.mask(once.text()).text())
              .as("masked from %s", text)
              .isEqualTo(once.text());
        });
  }

  @Test
  void ordersFindings_whenTextIsRubbish() {
    runs(
        values -> {
          String text = values.rubbish();
          int last = 0;
          for (Finding finding : masker.mask(text).findings()) {
            assertThat(finding.start()).as(text).isGreaterThanOrEqualTo(last);
            assertThat(finding.end()).as(text).isBetween(finding.start() + 1, text.length());
            last = finding.end();
          }
        });
  }

  @Test
  void findsEachValue_whenGenerated() {
    runs(
        values -> {
          String before =
              values.pick(List.of("", "from ", "ip=", "\"", "[", "(", "<", "주소", "a: "));
          String after = values.pick(List.of("", " ok", "\"", "]", ")", ">", "에서", ",", ".", ";"));
          expect("ipv4", values.ipv4(), before, after);
          expect("ipv6", values.ipv6(), before, after);
          expect("email", values.email(), before, after);
          expect("card", values.card(), before, after);
          expect("kr-rrn", values.resident("0123490"), before, after);
          expect("kr-frn", values.resident("5678"), before, after);
          expect("kr-brn", values.business(), before, after);
          expect("kr-driver-licence", values.licence(), before, after);
          expect("phone", values.koreanPhone(), before, after);
          expect("iban", values.iban(), before, after);
          expect("us-ssn", values.social(), before, after);
        });
  }

  @Test
  void findsTheSame_whenTextIsEscapedOrInUpperCase() {
    runs(
        values -> {
          String text =
              "{\"to\": \"%s\", \"ip\": \"%s\",\n\"peer\":\"[%s]:80\" 카드 %s 끝}"
                  .formatted(values.email(), values.ipv4(), values.ipv6(), values.card());
          List<String> plain = found(text);
          assertThat(plain).as(text).hasSize(4);
          sameInAllSpellings(plain, text);
        });
  }

  @Test
  void findsTheSameNumbers_whenTextIsEscapedOrInUpperCase() {
    runs(
        values -> {
          String text =
              "{\"who\": \"%s\", \"alien\": \"%s\",\n\"firm\":\"%s\" 면허 %s 전화%s, \"to\": \"%s\", %s 계좌 %s}"
                  .formatted(
                      values.resident("1234"),
                      values.resident("5678"),
                      values.business(),
                      values.licence(),
                      values.koreanPhone(),
                      values.iban(),
                      values.social(),
                      "123-45-678901");
          List<String> plain = found(text);
          assertThat(plain).as(text).hasSize(8);
          sameInAllSpellings(plain, text);
        });
  }

  private static void sameInAllSpellings(List<String> plain, String text) {
    same(plain, MaskerPropertyTest::json, UnaryOperator.identity(), text);
    same(plain, t -> json(json(t)), UnaryOperator.identity(), text);
    same(plain, t -> json(ascii(t)), UnaryOperator.identity(), text);
    same(plain, MaskerPropertyTest::url, MaskerPropertyTest::unUrl, text);
    same(plain, t -> url(url(t)), v -> unUrl(unUrl(v)), text);
    List<String> upper = plain.stream().map(v -> v.toUpperCase(Locale.ROOT)).toList();
    assertThat(found(text.toUpperCase(Locale.ROOT)))
        .map(v -> v.toUpperCase(Locale.ROOT))
        .isEqualTo(upper);
  }

  private static void same(
      List<String> plain, UnaryOperator<String> write, UnaryOperator<String> read, String text) {
    String written = write.apply(text);
    assertThat(found(written)).as(written).map(read::apply).isEqualTo(plain);
  }

  private static void expect(String type, String value, String before, String after) {
    String text = before + value + after;
    assertThat(found(text)).as(text).containsExactly(type + "=" + value);
    assertThat(masked(text)).startsWith(before).endsWith(after).doesNotContain(value);
  }

  private static void runs(Consumer<Values> property) {
    long first = Long.getLong("proofs.seed", 0);
    for (long seed = first; seed < first + Integer.getInteger("proofs.runs", 3); seed++) {
      Values values = new Values(seed);
      try {
        for (int i = 0; i < CASES; i++) {
          property.accept(values);
        }
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("Failed with -Dproofs.runs=1 -Dproofs.seed=" + seed, failure);
      }
    }
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String unUrl(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
