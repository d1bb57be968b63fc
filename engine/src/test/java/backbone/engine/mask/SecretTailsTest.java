// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Passwords of all printable ASCII, in each syntax in which people write them: no three characters
 * in a row are left. Some passwords cannot be told from syntax, whoever reads them, and are left
 * out: see {@link #isAmbiguous}.
 */
class SecretTailsTest {
  private static final int CASES = 4_000;
  private static final int RUN = 3;

  /** What touches the value there is looked for elsewhere, too. */
  private static final Map<String, UnaryOperator<String>> SYNTAXES = new TreeMap<>();

  static {
    SYNTAXES.put("assignment", v -> "zz password=" + v);
    SYNTAXES.put("assignment before another", v -> "zz password=" + v + " yy=1");
    SYNTAXES.put("only", v -> "password=" + v);
    SYNTAXES.put("colon", v -> "password: " + v);
    SYNTAXES.put("YAML", v -> "db:\n  password: " + v + "\n  yy: 1");
    SYNTAXES.put("header", v -> "X-Api-Key: " + v);
    SYNTAXES.put("option", v -> "run --password " + v + " yy");
    SYNTAXES.put("members", v -> "User(yy=1, password=" + v + ")");
    SYNTAXES.put("JSON", v -> "{\"password\":\"" + json(v) + "\",\"yy\":1}");
    SYNTAXES.put(
        "JSON twice", v -> "{\"y\":\"" + json("{\"password\":\"" + json(v) + "\"}") + "\"}");
    SYNTAXES.put("double quotes", v -> "password=\"" + json(v) + "\" yy=1");
    SYNTAXES.put("single quotes", v -> "password='" + v.replace("'", "''") + "' yy=1");
    SYNTAXES.put("query", v -> "GET /?password=" + url(v) + "&yy=1 HTTP/1.1");
    SYNTAXES.put("URL", v -> "postgres://yy:" + url(v) + "@zz/yy");
  }

  @Test
  void leavesNoTail_whateverIsInAPassword() {
    long seed = Long.getLong("proofs.seed", 0);
    Random random = new Random(seed);
    Map<String, Integer> failures = new TreeMap<>();
    Map<String, String> examples = new TreeMap<>();
    for (int i = 0; i < CASES; i++) {
      String value = password(random);
      SYNTAXES.forEach(
          (name, syntax) -> {
            boolean quoted = name.contains("quotes") || name.contains("JSON");
            boolean escaped = name.equals("query") || name.equals("URL");
            String text = syntax.apply(value);
            String written = escaped ? url(value) : value;
            String masked = masked(text).replace("[secret]", " ").replace("[url-password]", " ");
            String left = left(masked, written, syntax.apply(""));
            if (left != null
                && !isUndecided(name, value)
                && (quoted || escaped || !isAmbiguous(value))) {
              failures.merge(name, 1, Integer::sum);
              examples.putIfAbsent(name, text + "  ->  " + masked(text) + " leaves " + left);
            }
          });
    }
    examples.forEach((n, text) -> System.out.println(n + ": " + failures.get(n) + "  " + text));
    assertThat(failures).as("-Dproofs.seed=" + seed).isEmpty();
  }

  /**
   * In angle brackets stands what is to be filled in; two quotes and a mark are an empty text; a
   * backslash before a single quote is an escape for one, and none for another; a bracket within
   * brackets may be a call.
   */
  private static boolean isUndecided(String name, String value) {
    boolean single =
        name.equals("single quotes") && (value.startsWith("'") || value.contains("\\"));
    boolean call = name.equals("members") && value.contains("(");
    return single || call || (value.startsWith("<") && value.endsWith(">"));
  }

  /**
   * Without quotes: one that begins with a quote, a bracket or a mark that is no value; one with a
   * mark and a key behind it, as {@code ;ab=}; one with an element's end.
   */
  private static boolean isAmbiguous(String value) {
    if ("\"'`[{(<\\$%?#&,;|-=:>*/".indexOf(value.charAt(0)) >= 0) {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean key = value.indexOf('=', i) > 0 || value.indexOf(':', i) > 0;
      if ((",;|&".indexOf(c) >= 0 && key) || c == '<' || c == '\\') {
        return true;
      }
    }
    return false;
  }

  private static String left(String masked, String value, String around) {
    for (int at = 0; at + RUN <= value.length(); at++) {
      String run = value.substring(at, at + RUN);
      if (masked.contains(run) && !around.contains(run)) {
        return run;
      }
    }
    return null;
  }

  private static String password(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 8 + random.nextInt(16); i > 0; i--) {
      out.append((char) ('!' + random.nextInt(94)));
    }
    return out.toString();
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
