// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The same value in another spelling or another place is found the same, and nothing of it stays.
 */
class MaskMetamorphicTest {

  private static final int ROUNDS = 60;
  private static final int RUN = 4;

  /** What stands for values has letters, too. */
  private static final String TAGS = Masker.rulesId();

  private static final String[] SEPARATORS = {
    " ", ", ", ",", ";", "|", "\t", "\n", " / ", " - ", "&", ")(", "][", "\",\"", "<br>", " => ",
    "\u3001", "\u00b7", "\uac00", "\\n", "'", "{}", "#", "*", "  "
  };

  /** A way to write a text, and to read what was written. */
  private record Spelling(String name, UnaryOperator<String> write, UnaryOperator<String> read) {}

  private static final List<Spelling> SPELLINGS =
      List.of(
          of("json", MaskMetamorphicTest::json, MaskMetamorphicTest::unJson),
          of("json-twice", t -> json(json(t)), t -> unJson(unJson(t))),
          of("json-ascii", t -> ascii(json(t)), MaskMetamorphicTest::unJson),
          of("url", MaskMetamorphicTest::url, MaskMetamorphicTest::unUrl),
          of("url-twice", t -> url(url(t)), t -> unUrl(unUrl(t))),
          of("hangul", t -> "\uac12\uc740 " + t + " \uc785\ub2c8\ub2e4", t -> t),
          of("quoted", t -> "'" + t + "'", t -> t),
          of("brackets", t -> "(" + t + ")", t -> t),
          of("nested", t -> "{\"a\":{\"b\":\"" + json(t) + "\"}}", MaskMetamorphicTest::unJson),
          of(
              "nested-twice",
              t -> "{\"a\":\"" + json("{\"b\":\"" + json(t) + "\"}") + "\"}",
              t -> unJson(unJson(t))),
          of(
              "trace",
              t -> "java.io.IOException: no answer from " + t + "\n\tat a.B.c(B.java)",
              t -> t));

  private final Masker masker = Masker.standard();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();

  @Test
  void findsTheSame_whenSpellingOrPlaceDiffers() {
    each(
        planted -> {
          List<String> plain = found(planted.text());
          check(
              planted,
              "plain",
              planted.text(),
              plain.size() == 1 && plain.get(0).startsWith(planted.type() + "="));
          for (Spelling spelling : SPELLINGS) {
            String written = spelling.write().apply(planted.text());
            List<String> read = found(written).stream().map(spelling.read()).toList();
            check(planted, spelling.name(), written, read.equals(plain));
          }
        });
  }

  @Test
  void findsTheSame_whenCapitalsOrAttribute() {
    each(
        planted -> {
          String upper = planted.text().toUpperCase(Locale.ROOT);
          if (planted.cased()) {
            List<String> types =
                found(upper).stream().map(v -> v.substring(0, v.indexOf('='))).toList();
            check(planted, "capitals", upper, types.equals(List.of(planted.type())));
          }
          String text = planted.text();
          String value = masker.mask("http.request.body", text, new MaskCounter());
          check(
              planted, "attribute", text + " was " + value, value.equals(masker.mask(text).text()));
        });
  }

  @Test
  void leavesNothing_whenMasked() {
    each(
        planted -> {
          leaks(planted, "plain", planted.text(), UnaryOperator.identity());
          for (Spelling spelling : SPELLINGS) {
            leaks(
                planted, spelling.name(), spelling.write().apply(planted.text()), spelling.read());
          }
        });
  }

  @Test
  void leavesNothing_whenValuesStandSideBySide() {
    long seed = seed();
    for (int round = 0; round < ROUNDS; round++) {
      Planted.Maker maker = new Planted.Maker(seed * 1_000 + round);
      List<Planted> ten = maker.mixed().subList(0, 10);
      for (String separator : SEPARATORS) {
        List<String> texts = ten.stream().map(Planted::text).toList();
        String line = String.join(separator, texts);
        String masked = masker.mask(line).text();
        check(ten.get(0), "twice", line, masker.mask(masked).text().equals(masked));
        for (Planted planted : ten) {
          String around = planted.hidden().isEmpty() ? "" : line.replace(planted.hidden(), "");
          String left = left(masked, planted.hidden(), around);
          check(
              planted,
              "between '" + separator + "'",
              line + "\n        -> " + masked + " leaves " + left,
              left == null);
        }
      }
    }
    report();
  }

  private void each(java.util.function.Consumer<Planted> property) {
    long seed = seed();
    for (int round = 0; round < ROUNDS; round++) {
      new Planted.Maker(seed * 1_000 + round).all().forEach(property);
    }
    report();
  }

  private void leaks(Planted planted, String name, String written, UnaryOperator<String> read) {
    String masked = masker.mask(written).text();
    String around = read.apply(written).replace(planted.hidden(), "");
    String left = left(read.apply(masked), planted.hidden(), around);
    check(planted, name, written + "\n        -> " + masked + " leaves " + left, left == null);
    check(planted, name + " twice", written, masker.mask(masked).text().equals(masked));
  }

  /** Some characters in a row of what was to be hidden that can be seen, or null. */
  private static String left(String masked, String hidden, String around) {
    for (int at = 0; at + RUN <= hidden.length(); at++) {
      String run = hidden.substring(at, at + RUN);
      if (masked.contains(run) && !around.contains(run) && !TAGS.contains(run)) {
        return run;
      }
    }
    return null;
  }

  private void check(Planted planted, String what, String example, boolean holds) {
    if (!holds) {
      failures.merge(planted.type() + " " + what, 1, Integer::sum);
      examples.putIfAbsent(
          planted.type() + " " + what, example + "\n        " + found(line(example)));
    }
  }

  private static String line(String example) {
    int end = example.indexOf("\n        ->");
    return end < 0 ? example : example.substring(0, end);
  }

  private void report() {
    failures.forEach(
        (what, count) -> System.out.println(what + ": " + count + "  " + examples.get(what)));
    assertThat(failures).as("-Dproofs.seed=" + seed()).isEmpty();
  }

  private static long seed() {
    return Long.getLong("proofs.seed", 0);
  }

  private static List<String> found(String text) {
    return new ArrayList<>(Masks.found(text));
  }

  private static Spelling of(String name, UnaryOperator<String> write, UnaryOperator<String> read) {
    return new Spelling(name, write, read);
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }

  private static String unJson(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(++i);
      if (next == 'u' && i + 4 < text.length()) {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
      }
    }
    return out.toString();
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c < 128 && c != '@' && c != '+';
      out.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return out.toString();
  }

  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String unUrl(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException tag) {
      return text;
    }
  }
}
