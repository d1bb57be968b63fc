// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.mask.MaskRules;
import backbone.engine.rules.RuleFile;
import backbone.engine.rules.RuleFile.Section;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules of one kind with the text that they were read from.
 *
 * @param text can be read again by itself
 */
public record RuleText<T>(RuleKind<T> kind, String text, T rules) {

  /** Hash of all that decides. */
  public String version() {
    return kind.version(rules);
  }

  /** What is in them, in a few words. */
  public String summary() {
    return kind.summary(rules);
  }

  /**
   * Reads a file of rules.
   *
   * @param file name for the messages
   * @throws IllegalArgumentException when anything is wrong: one line per problem, with file, line
   *     and column
   */
  public static List<RuleText<?>> read(String text, String file) {
    return read(text, new YamlProblems(file));
  }

  /**
   * Reads a file of rules, and runs the examples in it. Not for rules that are in force: a release
   * that reads an example otherwise must go on with them.
   *
   * @param file name for the messages
   * @throws IllegalArgumentException when anything is wrong, an example too
   */
  public static List<RuleText<?>> tested(String text, String file) {
    YamlProblems problems = new YamlProblems(file);
    List<RuleText<?>> rules = read(text, problems);
    MaskRules masks = masks(rules);
    rules.forEach(one -> one.test(masks, problems));
    problems.throwIfAny();
    return rules;
  }

  private static MaskRules masks(List<RuleText<?>> rules) {
    return rules.stream()
        .map(RuleText::rules)
        .filter(MaskRules.class::isInstance)
        .map(MaskRules.class::cast)
        .findFirst()
        .orElse(MaskRules.STANDARD);
  }

  private void test(MaskRules masks, YamlProblems problems) {
    kind.test(rules, masks, problems);
  }

  private static List<RuleText<?>> read(String text, YamlProblems problems) {
    List<RuleText<?>> rules = new ArrayList<>();
    Set<RuleKind<?>> kinds = new HashSet<>();
    for (Section section : RuleFile.read(text, RuleKind.allSections(), problems)) {
      RuleKind.ofSection(section.key())
          .ifPresent(
              kind -> {
                rules.add(read(kind, section, problems));
                if (!kinds.add(kind)) {
                  problems.add(
                      section.node(), "a second section of " + kind.name() + ". Join both.");
                }
              });
    }
    problems.throwIfAny();
    rules.forEach(one -> one.checkAlone(problems));
    problems.throwIfAny();
    return rules;
  }

  private static <T> RuleText<T> read(RuleKind<T> kind, Section section, YamlProblems problems) {
    return new RuleText<>(kind, section.text(), kind.read(section.node(), problems));
  }

  /** YAML can refer to what stands in another section, or hide the beginning of one in a text. */
  private void checkAlone(YamlProblems problems) {
    YamlProblems own = new YamlProblems("section");
    List<Section> alone = RuleFile.read(text, RuleKind.allSections(), own);
    boolean same = alone.size() == 1 && own.none();
    T again = same ? kind.read(alone.get(0).node(), own) : null;
    if (!same || !own.none() || !kind.version(again).equals(version())) {
      problems.add(
          1, 1, "the section of " + kind.name() + " cannot stand alone. Move it to a file.");
    }
  }
}
