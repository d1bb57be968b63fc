// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.parse.ParseRules.Target;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the section {@code parsing}, and says of each mistake where it is and what to do. */
final class ParseReader {

  static final int RENAMES_MAX = 1_000;

  private final YamlProblems problems;
  private final YamlTexts texts;

  ParseReader(YamlProblems problems) {
    this.problems = problems;
    texts = new YamlTexts(problems);
  }

  ParseRules read(YamlNode section) {
    if (section.fields() == null) {
      if (!YamlTexts.isNothing(section)) {
        problems.add(section, "parsing is a map. Write formats, rename and drop below it.");
      }
      return ParseRules.NONE;
    }
    problems.refuseUnknown(section, Set.of("formats", "rename", "drop"));
    return new ParseRules(formats(section), renames(section), drops(section));
  }

  private List<LineFormat> formats(YamlNode section) {
    FormatReader reader = new FormatReader(texts);
    List<LineFormat> formats = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : texts.items(section, "formats")) {
      LineFormat format = reader.read(item);
      if (format != null) {
        formats.add(format);
        if (!names.add(format.name())) {
          problems.add(item, "a second format has the name '" + format.name() + "'. Rename one.");
        }
      }
    }
    return formats;
  }

  private Map<String, Target> renames(YamlNode section) {
    Map<String, YamlNode> written = texts.map(section, "rename");
    if (written.size() > RENAMES_MAX) {
      problems.add(
          section.fields().get("rename"),
          "there are " + written.size() + " renames. Use " + RENAMES_MAX + " at most.");
      return Map.of();
    }
    Map<String, Target> renames = new LinkedHashMap<>();
    written.forEach((from, to) -> rename(from, to, renames));
    return renames;
  }

  private void rename(String from, YamlNode to, Map<String, Target> renames) {
    String bare = KeyName.bare(from);
    boolean field = bare.equals(from) && EventField.named(from).isPresent();
    if (field || from.isEmpty() || from.length() > 256) {
      problems.add(
          to,
          YamlProblems.shown(from)
              + " is no name of an attribute. Take one that `normalize` shows below attributes.");
      return;
    }
    Target target = target(to, renames.size());
    if (target != null && renames.put(bare, target) != null) {
      problems.add(to, "the attribute " + YamlProblems.shown(bare) + " is renamed twice.");
    }
  }

  private Target target(YamlNode to, int place) {
    String name = to.text() == null ? "" : to.text();
    boolean below = !KeyName.bare(name).equals(name);
    EventField field = below ? null : EventField.named(name).orElse(null);
    String problem = FormatReader.targetProblem(name);
    if (problem != null) {
      problems.add(to, problem);
      return null;
    }
    return new Target(field, KeyName.bare(name), place);
  }

  private Drops drops(YamlNode section) {
    YamlNode drop = section.fields().get("drop");
    if (drop == null || YamlTexts.isNothing(drop)) {
      return Drops.NONE;
    }
    if (drop.fields() == null) {
      problems.add(drop, "drop is a map. Write attributes or events below it.");
      return Drops.NONE;
    }
    problems.refuseUnknown(drop, Set.of("attributes", "events"));
    List<String> attributes = texts.texts(drop, "attributes", 200);
    List<DropRule> events = new ArrayList<>();
    for (YamlNode item : texts.items(drop, "events")) {
      DropRule rule = new DropReader(texts).read(item);
      if (rule != null) {
        events.add(rule);
      }
    }
    return new Drops(Globs.of(attributes.stream().map(KeyName::bare).toList()), events);
  }
}
