// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Keys between literal texts, as in {@code %{@timestamp} %{log.level} [%{process.thread.name}]
 * %{message}}. Each key takes all up to the next place of the text behind it; the last one takes
 * the rest. The whole line has to fit. {@code %{?name}} and {@code %{}} skip, {@code %{+name}} adds
 * to what the name has, with the text between them, and {@code %{name->}} takes the repeats of the
 * text behind it away, as of blanks that pad.
 *
 * <p>Nothing is ever tried twice: each byte is passed once.
 *
 * @param pattern as written
 * @param start what the line begins with
 * @param parts in the order of the line
 * @param keys names of those that are kept
 */
record Dissect(String pattern, byte[] start, List<Part> parts, List<String> keys)
    implements LineMatcher {

  /**
   * A key and the text behind it.
   *
   * @param place among the keys; -1 to skip
   * @param before the text in front, the end of it at least
   * @param joined whether it adds to what there is
   * @param padded whether repeats of the text behind are taken away
   */
  record Part(int place, String before, boolean joined, boolean padded, byte[] behind) {}

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none, with what to do
   */
  static Dissect of(String pattern) {
    return new DissectReader(pattern).read();
  }

  @Override
  public Captures match(byte[] b, int from, int to) {
    if (!startsWith(b, from, to, start)) {
      return null;
    }
    int[] ends = new int[parts.size() * 2];
    int at = from + start.length;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int end = end(b, at, to, i);
      if (end < 0) {
        return null;
      }
      ends[2 * i] = at;
      ends[2 * i + 1] = part.padded() ? trimmed(b, at, end) : end;
      at = end + part.behind().length;
      while (part.padded() && at < to && startsWith(b, at, to, part.behind())) {
        at += part.behind().length;
      }
    }
    return captures(b, ends);
  }

  /** Where the value of a key ends, or -1. */
  private int end(byte[] b, int at, int to, int i) {
    byte[] behind = parts.get(i).behind();
    if (i + 1 < parts.size()) {
      return indexOf(b, at, to, behind);
    }
    int end = to - behind.length;
    return end >= at && startsWith(b, end, to, behind) ? end : -1;
  }

  private Captures captures(byte[] b, int[] ends) {
    String[] values = new String[keys.size()];
    String[] before = new String[keys.size()];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int place = part.place();
      if (place >= 0) {
        String value = new String(b, ends[2 * i], ends[2 * i + 1] - ends[2 * i], UTF_8);
        values[place] = part.joined() ? values[place] + part.before() + value : value;
        before[place] = part.joined() ? before[place] : part.before();
      }
    }
    return new Captures(values, before);
  }

  private static int trimmed(byte[] b, int from, int to) {
    int end = to;
    while (end > from && (b[end - 1] == ' ' || b[end - 1] == '\t')) {
      end--;
    }
    return end;
  }

  private static int indexOf(byte[] b, int from, int to, byte[] wanted) {
    for (int at = from; at <= to - wanted.length; at++) {
      if (b[at] == wanted[0] && startsWith(b, at, to, wanted)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] b, int from, int to, byte[] wanted) {
    if (to - from < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (b[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void canonical(Canonical text) {
    text.add("dissect").add(pattern);
  }
}
