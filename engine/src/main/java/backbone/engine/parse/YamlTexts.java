// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the texts of a section; whatever is wrong goes to the problems. */
final class YamlTexts {

  static final int LIST_MAX = 100;

  private final YamlProblems problems;

  YamlTexts(YamlProblems problems) {
    this.problems = problems;
  }

  YamlProblems problems() {
    return problems;
  }

  /** The text of a key; null when the key is absent, or its value wrong. */
  String text(YamlNode map, String key, int charsMax) {
    YamlNode node = map.fields().get(key);
    if (node == null) {
      return null;
    }
    if (node.text() == null || node.text().isEmpty() || node.text().length() > charsMax) {
      problems.add(
          node,
          key
              + " is "
              + YamlProblems.shown(node.text())
              + ". Write a text of 1 to "
              + charsMax
              + " characters.");
      return null;
    }
    return node.text();
  }

  /** A text, or a list of them; empty when the key is absent. */
  List<String> texts(YamlNode map, String key, int charsMax) {
    YamlNode node = map.fields().get(key);
    if (node == null) {
      return List.of();
    }
    if (node.text() != null) {
      String one = text(map, key, charsMax);
      return one == null ? List.of() : List.of(one);
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(map, key)) {
      if (item.text() == null || item.text().isEmpty() || item.text().length() > charsMax) {
        problems.add(
            item,
            "in "
                + key
                + " stands "
                + YamlProblems.shown(item.text())
                + ". Write texts of 1 to "
                + charsMax
                + " characters.");
      } else {
        texts.add(item.text());
      }
    }
    if (texts.isEmpty()) {
      problems.add(node, key + " names nothing. Name one, or remove the key.");
    }
    return texts;
  }

  /** The items of a list; empty when the key is absent or holds something else, a problem. */
  List<YamlNode> items(YamlNode map, String key) {
    YamlNode node = map.fields().get(key);
    if (node == null || (node.items() == null && isNothing(node))) {
      return List.of();
    }
    if (node.items() == null) {
      problems.add(node, key + " is no list. Begin each item with '- '.");
      return List.of();
    }
    if (node.items().size() > LIST_MAX) {
      problems.add(
          node, key + " has " + node.items().size() + " items. Use " + LIST_MAX + " at most.");
      return List.of();
    }
    return node.items();
  }

  /** The entries of a map; empty when the key is absent or holds something else, a problem. */
  Map<String, YamlNode> map(YamlNode map, String key) {
    YamlNode node = map.fields().get(key);
    if (node == null || isNothing(node)) {
      return Map.of();
    }
    if (node.fields() == null) {
      problems.add(node, key + " is no map. Write one 'name: value' a line.");
      return Map.of();
    }
    return node.fields();
  }

  Globs globs(YamlNode map, String key) {
    return Globs.of(texts(map, key, 200));
  }

  static boolean isNothing(YamlNode node) {
    return node.text() == null && node.items() == null && node.fields() == null;
  }
}
