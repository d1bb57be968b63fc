// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with a file, gathered, so that one look mends it all. */
public final class YamlProblems {

  private static final int SHOWN_MAX = 60;
  private static final int DIGITS_MAX = 200;

  private final String file;
  private final List<String> problems = new ArrayList<>();

  /** Begins without any; the name of the file stands in front of each. */
  public YamlProblems(String file) {
    this.file = file;
  }

  /** Adds a problem and its place. */
  public void add(YamlNode at, String problem) {
    add(at.line(), at.column(), problem);
  }

  /** Adds a problem and its place, both counted from 1. */
  public void add(int line, int column, String problem) {
    add(line + ":" + column + ": " + problem);
  }

  /** Adds a problem that begins with its place. */
  void add(String placed) {
    problems.add(file + ":" + placed);
  }

  /** Whether there is none. */
  public boolean none() {
    return problems.isEmpty();
  }

  /**
   * Ends the reading of a file that is wrong.
   *
   * @throws IllegalArgumentException with one line per problem: file, line, column, what to do
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** Adds a problem for each key that is not known. */
  public void refuseUnknown(YamlNode map, Set<String> known) {
    map.fields()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                add(value, "the key '" + shown(key) + "' is not known here. " + oneOf(known));
              }
            });
  }

  /** A whole number from a key of a map, or {@code otherwise} when it is absent. */
  public long number(YamlNode map, String key, long otherwise, long max) {
    YamlNode node = map.fields().get(key);
    if (node == null) {
      return otherwise;
    }
    try {
      long number = decimal(node).longValueExact();
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    add(node, key + " is " + shown(node.text()) + ". Use a whole number from 0 to " + max + ".");
    return otherwise;
  }

  /**
   * A number as it is written.
   *
   * @throws NumberFormatException when it is none, or one of more digits than anybody needs:
   *     reading them takes time that grows with their square
   */
  public static BigDecimal decimal(YamlNode node) {
    String text = String.valueOf(node.text());
    if (text.length() > DIGITS_MAX) {
      throw new NumberFormatException("a number of " + text.length() + " characters");
    }
    return new BigDecimal(text);
  }

  /** A sentence with all that would be right. */
  public static String oneOf(Set<String> known) {
    return "Use one of " + String.join(", ", new TreeSet<>(known)) + ".";
  }

  /** A text of a file, short enough for a message. */
  public static String shown(String text) {
    if (text == null) {
      return "no plain value";
    }
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
