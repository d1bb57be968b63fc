// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.found;
import static backbone.engine.mask.Masks.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of {@code secrets.txt}: what is found in it, and that no more is found afterwards. */
class SecretsTest {
  private static final String HEADER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Pattern MADE = Pattern.compile("\\{(hex|alnum|upper|letters|b64_)(\\d+)}");

  static Stream<String> lines() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(SecretsTest.class.getResourceAsStream("secrets.txt"), UTF_8))) {
      return in.lines().filter(l -> !l.isBlank() && !l.startsWith("# ")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void findsWhatIsMarked_whenTextIs(String line) {
    int bar = line.indexOf('|');
    String rule = line.substring(0, bar);
    String marked = written(line.substring(bar + 1));
    String text = marked.replace("«", "").replace("»", "");

    assertThat(found(text)).as(text).isEqualTo(expected(rule, marked));
    assertThat(found(masked(text))).as("masked from %s", text).isEmpty();
  }

  private static List<String> expected(String rule, String marked) {
    List<String> expected = new ArrayList<>();
    int start = marked.indexOf('«');
    while (start >= 0) {
      int end = marked.indexOf('»', start);
      expected.add(rule + "=" + marked.substring(start + 1, end));
      start = marked.indexOf('«', end);
    }
    return expected;
  }

  /** Puts letters and digits, always the same, where the line wants some. */
  static String written(String line) {
    Random random = new Random(7);
    Matcher matcher = MADE.matcher(line.replace('⏎', '\n').replace("{jwthead}", HEADER));
    return matcher.replaceAll(m -> made(m.group(1), Integer.parseInt(m.group(2)), random));
  }

  private static String made(String kind, int length, Random random) {
    String letters =
        switch (kind) {
          case "hex" -> DIGITS + "abcdef";
          case "upper" -> LETTERS.substring(26) + "234567";
          case "letters" -> LETTERS;
          default -> LETTERS + DIGITS;
        };
    StringBuilder out = new StringBuilder(kind.equals("letters") || length < 6 ? "" : "7a");
    while (out.length() < length) {
      out.append(letters.charAt(random.nextInt(letters.length())));
    }
    return kind.equals("upper")
        ? out.toString().toUpperCase(java.util.Locale.ROOT)
        : out.toString();
  }
}
