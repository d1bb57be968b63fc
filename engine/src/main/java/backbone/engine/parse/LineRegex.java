// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A regular expression with named groups, which the whole line has to fit. The engine is RE2's, so
 * its time is linear in the line; it is bounded further, as the factor is the size of the
 * expression: lines beyond {@link #LINE_BYTES_MAX} do not fit.
 */
final class LineRegex implements LineMatcher {

  static final int CHARS_MAX = 1_000;
  static final int PROGRAM_MAX = 2_000;
  static final int LINE_BYTES_MAX = 8 * 1024;

  private final Pattern pattern;
  private final List<String> keys;
  private final int[] groups;

  private LineRegex(Pattern pattern) {
    this.pattern = pattern;
    List<Map.Entry<String, Integer>> named =
        pattern.namedGroups().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    keys = named.stream().map(Map.Entry::getKey).toList();
    groups = named.stream().mapToInt(Map.Entry::getValue).toArray();
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none, with what to do
   */
  static LineRegex of(String text) {
    if (text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("it has more than " + CHARS_MAX + " characters");
    }
    if (RegexSize.of(text) > PROGRAM_MAX) {
      throw new IllegalArgumentException("its counts multiply to too much. Use smaller ones");
    }
    Pattern pattern = compiled(text);
    if (pattern.programSize() > PROGRAM_MAX) {
      throw new IllegalArgumentException("it is too large. Make it shorter");
    }
    if (pattern.namedGroups().isEmpty()) {
      throw new IllegalArgumentException("it has no named group. Write one as (?P<message>.*)");
    }
    return new LineRegex(pattern);
  }

  private static Pattern compiled(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "it is no regular expression of RE2: " + e.getDescription(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("it is no regular expression of RE2", e);
    }
  }

  @Override
  public List<String> keys() {
    return keys;
  }

  @Override
  public Captures match(byte[] b, int from, int to) {
    if (to - from > LINE_BYTES_MAX) {
      return null;
    }
    byte[] line = Arrays.copyOfRange(b, from, to);
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      return null;
    }
    String[] values = new String[groups.length];
    String[] before = new String[groups.length];
    int behind = 0;
    for (int i = 0; i < groups.length; i++) {
      int start = matcher.start(groups[i]);
      if (start >= 0) {
        values[i] = matcher.group(groups[i]);
        before[i] = before(line, Math.min(behind, start), start);
        behind = matcher.end(groups[i]);
      }
    }
    return new Captures(values, before);
  }

  /** One character per byte is enough to see what a key is. */
  private static String before(byte[] line, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int at = Math.max(from, to - Captures.BEFORE_MAX); at < to; at++) {
      text.append(line[at] < 0 ? '?' : (char) line[at]);
    }
    return text.toString();
  }

  @Override
  public void canonical(Canonical text) {
    text.add("regex").add(pattern.pattern());
  }
}
