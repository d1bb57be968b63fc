// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.ParseTests;
import backbone.engine.parse.ParseRules;
import backbone.engine.rules.Ownership;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import backbone.engine.sample.PolicySet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of rules. To add one, add a constant and name it in {@link #all}: the command, the topic
 * and the status then know it, and a job asks for its {@link Rules#timelines}.
 *
 * @param <T> rules of this kind, once read
 */
public final class RuleKind<T> {

  /** What is kept of the traces. */
  public static final RuleKind<PolicySet> SAMPLING =
      new RuleKind<>(
          "sampling",
          Set.of("policies", "tail_sampling"),
          PolicySet::of,
          new Shown<>(PolicySet::version, rules -> String.join(", ", rules.names())));

  /** Which team a service belongs to. */
  public static final RuleKind<Ownership> OWNERSHIP =
      new RuleKind<>(
          "ownership",
          Set.of("ownership"),
          Ownership::of,
          new Shown<>(
              Ownership::version,
              rules -> rules.services() + " services, teams: " + String.join(", ", rules.teams())));

  /** What becomes of what is sensitive. */
  public static final RuleKind<MaskRules> MASKING =
      new RuleKind<>(
          "masking",
          Set.of("masking"),
          MaskRules::of,
          new Shown<>(MaskRules::version, MaskRules::summary));

  /** How lines are read. */
  public static final RuleKind<ParseRules> PARSING =
      new RuleKind<>(
          "parsing",
          Set.of("parsing"),
          ParseRules::of,
          new Shown<>(ParseRules::version, ParseRules::summary),
          (rules, masks, problems) -> ParseTests.run(new LogRules(masks, rules), problems));

  private final String name;
  private final Set<String> sections;
  private final BiFunction<YamlNode, YamlProblems, T> reader;
  private final Shown<T> shown;
  private final Tests<T> tests;

  /** What people see of rules: a version that changes with the meaning, and a few words. */
  private record Shown<T>(Function<T, String> version, Function<T, String> summary) {}

  /** Runs the examples of rules with the masking that stands beside them. */
  private interface Tests<T> {

    void run(T rules, MaskRules masks, YamlProblems problems);
  }

  private RuleKind(
      String name,
      Set<String> sections,
      BiFunction<YamlNode, YamlProblems, T> reader,
      Shown<T> shown) {
    this(name, sections, reader, shown, (rules, masks, problems) -> {});
  }

  private RuleKind(
      String name,
      Set<String> sections,
      BiFunction<YamlNode, YamlProblems, T> reader,
      Shown<T> shown,
      Tests<T> tests) {
    this.name = name;
    this.sections = sections;
    this.reader = reader;
    this.shown = shown;
    this.tests = tests;
  }

  /** All kinds there are, in the order in which they are shown. */
  public static List<RuleKind<?>> all() {
    return List.of(SAMPLING, OWNERSHIP, MASKING, PARSING);
  }

  /** The kind of that name, as it stands in the topic. */
  public static Optional<RuleKind<?>> named(String name) {
    return all().stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  /** Keys of all sections that a file may have. */
  static Set<String> allSections() {
    Set<String> keys = new TreeSet<>();
    all().forEach(kind -> keys.addAll(kind.sections));
    return keys;
  }

  /** The kind that a section of a file belongs to. */
  static Optional<RuleKind<?>> ofSection(String key) {
    return all().stream().filter(kind -> kind.sections.contains(key)).findFirst();
  }

  /** Name in the topic, such as {@code sampling}. */
  public String name() {
    return name;
  }

  T read(YamlNode section, YamlProblems problems) {
    return reader.apply(section, problems);
  }

  /** Runs the examples that a file gives, masked as it says. */
  void test(T rules, MaskRules masks, YamlProblems problems) {
    tests.run(rules, masks, problems);
  }

  /** Hash of all that decides. */
  public String version(T rules) {
    return shown.version().apply(rules);
  }

  String summary(T rules) {
    return shown.summary().apply(rules);
  }
}
