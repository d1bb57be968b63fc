// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file of rules, taken apart into its top-level sections, each of which can stand alone. */
public final class RuleFile {

  /** Characters of a file, at most: what is made of it must fit into a record. */
  public static final int CHARS_MAX = 256 * 1024;

  /**
   * A section.
   *
   * @param key as it stands in the file
   * @param node what is below the key
   * @param text the lines of the section, with the comments above its key
   */
  public record Section(String key, YamlNode node, String text) {}

  private final List<String> lines;
  private final String text;
  private final YamlProblems problems;

  private RuleFile(String text, YamlProblems problems) {
    this.text = text;
    this.lines = text.lines().toList();
    this.problems = problems;
  }

  /**
   * Takes a file apart. What is wrong goes to the problems, and then what is returned must not be
   * used.
   *
   * @param known keys of the sections that there may be
   */
  public static List<Section> read(String text, Set<String> known, YamlProblems problems) {
    if (text.length() > CHARS_MAX) {
      problems.add(
          1, 1, "the file has " + text.length() + " characters. Use " + CHARS_MAX + " at most.");
      return List.of();
    }
    return new RuleFile(text, problems).sections(known);
  }

  private List<Section> sections(Set<String> known) {
    YamlNode root;
    try {
      root = YamlNode.read(new StringReader(text), problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!problems.none()) {
      return List.of();
    }
    if (root == null || root.fields() == null || root.fields().isEmpty()) {
      problems.add(1, 1, "there is no section. " + YamlProblems.oneOf(known));
      return List.of();
    }
    problems.refuseUnknown(root, known);
    return cut(root.fields());
  }

  private List<Section> cut(Map<String, YamlNode> fields) {
    List<Section> sections = new ArrayList<>();
    List<String> keys = List.copyOf(fields.keySet());
    int from = 0;
    for (int i = 0; i < keys.size(); i++) {
      YamlNode node = fields.get(keys.get(i));
      int to = i + 1 == keys.size() ? lines.size() : start(fields.get(keys.get(i + 1)));
      if (keys.size() > 1 && (node.column() != 1 || to <= node.line() - 1)) {
        problems.add(node, "this section cannot be cut out. Begin each on a line of its own.");
        return sections;
      }
      String own = keys.size() == 1 ? text : String.join("\n", lines.subList(from, to)) + "\n";
      sections.add(new Section(keys.get(i), node, own));
      from = to;
    }
    return sections;
  }

  /** The line, counted from 0, where a section begins: its key, or the comments right above. */
  private int start(YamlNode node) {
    int line = node.line() - 1;
    while (line > 0 && lines.get(line - 1).startsWith("#")) {
      line--;
    }
    return line;
  }
}
