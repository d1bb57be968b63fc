// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.rules.RuleVersion;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How lines are read beyond the built-in formats: formats of users, attributes that get other
 * names, and what is left out. The section {@code parsing} of a file of rules. Immutable.
 */
public final class ParseRules {

  /** Raised when the same file reads lines differently. */
  private static final int ENGINE_REVISION = 1;

  /** Only what is built in. */
  public static final ParseRules NONE = new ParseRules(List.of(), Map.of(), Drops.NONE);

  private final List<LineFormat> formats;
  private final Map<String, Target> renames;
  private final Drops drops;
  private final String version;

  /**
   * Where an attribute goes.
   *
   * @param field null for an attribute
   * @param name of the attribute, or of the field
   * @param place in the file: of two with the same target the earlier one counts
   */
  public record Target(EventField field, String name, int place) {}

  ParseRules(List<LineFormat> formats, Map<String, Target> renames, Drops drops) {
    this.formats = List.copyOf(formats);
    this.renames = new HashMap<>(renames);
    this.drops = drops;
    version = RuleVersion.of(canonical(renames));
  }

  private String canonical(Map<String, Target> renamesInOrder) {
    Canonical text = new Canonical().add("parse").add(ENGINE_REVISION).add(formats.size());
    formats.forEach(format -> format.canonical(text));
    text.add(renamesInOrder.size());
    new LinkedHashMap<>(renamesInOrder)
        .forEach((from, target) -> text.add(from).add(target.name()));
    drops.canonical(text);
    return text.toString();
  }

  /**
   * Reads the section of a file. What is wrong goes to the problems, and then what is returned must
   * not be used. An empty section is right: nothing but what is built in.
   */
  public static ParseRules of(YamlNode section, YamlProblems problems) {
    return new ParseReader(problems).read(section);
  }

  /** Hash of all that decides, 16 hex digits; equal for files that differ in layout only. */
  public String version() {
    return version;
  }

  /** What is in it, in a few words. */
  public String summary() {
    return formats.size() + " formats, " + renames.size() + " renames, " + drops.count() + " drops";
  }

  /**
   * The same, but one of the formats is tried first, and on every line, whatever it says when.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public ParseRules everywhere(String name) {
    LineFormat wanted =
        formats.stream()
            .filter(format -> format.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the rules have no format " + name + ". They have " + names() + "."));
    List<LineFormat> first = new ArrayList<>();
    first.add(wanted.everywhere());
    formats.stream().filter(format -> format != wanted).forEach(first::add);
    return new ParseRules(first, renames, drops);
  }

  private String names() {
    return formats.isEmpty()
        ? "none"
        : formats.stream().map(LineFormat::name).collect(Collectors.joining(", "));
  }

  /** Formats in the order in which they are tried. */
  public List<LineFormat> formats() {
    return formats;
  }

  /** Where an attribute of that name goes, or null when it stays. */
  public Target renamed(String attribute) {
    return renames.get(attribute);
  }

  /** Whether any attribute gets another name. */
  public boolean renames() {
    return !renames.isEmpty();
  }

  /** What is left out. */
  public Drops drops() {
    return drops;
  }
}
