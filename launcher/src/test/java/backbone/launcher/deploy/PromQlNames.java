// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression in PromQL names. It is taken to be valid; whether it is, promtool tells.
 *
 * @param selectors what is read
 * @param grouped labels of {@code by}, {@code without}, {@code on}, {@code ignoring}, {@code
 *     group_left} and {@code group_right}
 */
record PromQlNames(List<Selector> selectors, Set<String> grouped) {

  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "atan2", "inf", "nan", "start", "end");

  /**
   * A selector of series.
   *
   * @param name the metric, or a regular expression for it
   * @param pattern whether the name is a regular expression
   * @param labels those in its braces
   */
  record Selector(String name, boolean pattern, Set<String> labels) {}

  static PromQlNames of(String expression) {
    Reader reader = new Reader(expression);
    reader.read();
    return new PromQlNames(reader.selectors, reader.grouped);
  }

  private static final class Reader {
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouped = new TreeSet<>();
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private void read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (isQuote(c)) {
          string();
        } else if (c == '[') {
          at = text.indexOf(']', at) + 1;
        } else if (c == '{') {
          selector("");
        } else if (Character.isDigit(c) || c == '$') {
          at++;
          word();
        } else if (isName(c)) {
          named(word());
        } else {
          at++;
        }
      }
    }

    private void named(String word) {
      if (LABEL_LISTS.contains(word)) {
        if (next() == '(') {
          int end = text.indexOf(')', at);
          for (String label : text.substring(at + 1, end).split(",", -1)) {
            if (!label.isBlank()) {
              grouped.add(label.strip());
            }
          }
          at = end + 1;
        }
      } else if (!WORDS.contains(word) && next() != '(' && !aggregates()) {
        selector(word);
      }
    }

    /** Whether what follows is as in {@code sum by (x)}, so that the word before it was no name. */
    private boolean aggregates() {
      int begun = at;
      String word = word();
      at = begun;
      return word.equals("by") || word.equals("without");
    }

    private void selector(String word) {
      String name = word;
      boolean pattern = false;
      Set<String> labels = new TreeSet<>();
      if (next() == '{') {
        at++;
        while (next() != '}') {
          String label = word();
          StringBuilder operator = new StringBuilder();
          while (!isQuote(next())) {
            operator.append(text.charAt(at++));
          }
          String value = string();
          if (label.equals("__name__")) {
            name = value;
            pattern = operator.toString().contains("~");
          } else {
            labels.add(label);
          }
          if (next() == ',') {
            at++;
          }
        }
        at++;
      }
      selectors.add(new Selector(name, pattern, labels));
    }

    private String string() {
      char quote = text.charAt(at);
      int begun = ++at;
      while (text.charAt(at) != quote) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return text.substring(begun, at++);
    }

    private String word() {
      next();
      int begun = at;
      while (at < text.length() && isName(text.charAt(at))) {
        at++;
      }
      return text.substring(begun, at);
    }

    /** The next character that is no space; the reader then stands before it. */
    private char next() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isName(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == ':';
    }

    private static boolean isQuote(char c) {
      return c == '"' || c == '\'' || c == '`';
    }
  }
}
