// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with a file, gathered, so that one look mends it all. */
final class YamlProblems {

  private static final int SHOWN_MAX = 60;

  private final String file;
  private final List<String> problems = new ArrayList<>();

  YamlProblems(String file) {
    this.file = file;
  }

  void add(YamlNode at, String problem) {
    add(at.line(), at.column(), problem);
  }

  void add(int line, int column, String problem) {
    add(line + ":" + column + ": " + problem);
  }

  /** Adds a problem that begins with its place. */
  void add(String placed) {
    problems.add(file + ":" + placed);
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  void refuseUnknown(YamlNode map, Set<String> known) {
    map.fields()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                add(value, "the key '" + shown(key) + "' is not known here. " + oneOf(known));
              }
            });
  }

  /** A whole number from a key of a map, or {@code otherwise} when it is absent. */
  long number(YamlNode map, String key, long otherwise, long max) {
    YamlNode node = map.fields().get(key);
    if (node == null) {
      return otherwise;
    }
    try {
      long number = new BigDecimal(String.valueOf(node.text())).longValueExact();
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    add(node, key + " is " + shown(node.text()) + ". Use a whole number from 0 to " + max + ".");
    return otherwise;
  }

  static String oneOf(Set<String> known) {
    return "Use one of " + String.join(", ", new TreeSet<>(known)) + ".";
  }

  static String shown(String text) {
    if (text == null) {
      return "no plain value";
    }
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
