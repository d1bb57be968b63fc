// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.parse.LineFormat.Parts;
import backbone.engine.parse.LineFormat.Slot;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one format. */
final class FormatReader {

  private static final Set<String> KEYS =
      Set.of("name", "when", "dissect", "regex", "fields", "time", "types", "tests");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
  private static final int PATTERN_CHARS_MAX = 1_000;

  private final YamlTexts texts;
  private final YamlProblems problems;

  FormatReader(YamlTexts texts) {
    this.texts = texts;
    this.problems = texts.problems();
  }

  /** A format, or null when it is so wrong that nothing more can be said. */
  LineFormat read(YamlNode item) {
    if (item.fields() == null) {
      problems.add(item, "this is no format. Write name, when and dissect or regex.");
      return null;
    }
    problems.refuseUnknown(item, KEYS);
    String name = texts.text(item, "name", 100);
    if (name == null || !NAME.matcher(name).matches()) {
      problems.add(
          item.fields().getOrDefault("name", item),
          "the format has no good name. Use 1 to 40 of a-z, 0-9, - . and _.");
      return null;
    }
    When when = when(item, name);
    TimeFormat time = time(item);
    LineMatcher matcher = matcher(item, name);
    if (matcher == null || when == null || time == null) {
      return null;
    }
    List<Slot> slots = slots(item, matcher);
    List<LineTest> tests = new TestReader(texts).read(item);
    return new LineFormat(name, new Parts(when, matcher, slots, time), tests);
  }

  private When when(YamlNode item, String name) {
    YamlNode when = item.fields().get("when");
    if (when == null || when.fields() == null || when.fields().isEmpty()) {
      problems.add(
          when == null ? item : when,
          "the format "
              + name
              + " does not say when to try it. Write services, paths or prefix below when.");
      return null;
    }
    problems.refuseUnknown(when, Set.of("services", "paths", "prefix"));
    String prefix = texts.text(when, "prefix", When.PREFIX_CHARS_MAX);
    return When.of(
        texts.globs(when, "services"), texts.globs(when, "paths"), prefix == null ? "" : prefix);
  }

  private LineMatcher matcher(YamlNode item, String name) {
    boolean dissect = item.fields().containsKey("dissect");
    if (dissect == item.fields().containsKey("regex")) {
      problems.add(item, "the format " + name + " needs one of dissect and regex. Prefer dissect.");
      return null;
    }
    return dissect
        ? compiled(item, "dissect", Dissect::of)
        : compiled(item, "regex", LineRegex::of);
  }

  private LineMatcher compiled(YamlNode item, String key, Function<String, LineMatcher> compiler) {
    String pattern = texts.text(item, key, PATTERN_CHARS_MAX);
    if (pattern == null) {
      return null;
    }
    try {
      return compiler.apply(pattern);
    } catch (IllegalArgumentException e) {
      problems.add(
          item.fields().get(key),
          key + " is " + YamlProblems.shown(pattern) + ": " + e.getMessage() + ".");
      return null;
    }
  }

  private TimeFormat time(YamlNode item) {
    YamlNode time = item.fields().get("time");
    if (time == null) {
      return TimeFormat.of(null, null);
    }
    if (time.fields() == null) {
      problems.add(time, "time is a map. Write format or zone below it.");
      return null;
    }
    problems.refuseUnknown(time, Set.of("format", "zone"));
    String pattern = texts.text(time, "format", TimeFormat.PATTERN_CHARS_MAX);
    try {
      return TimeFormat.of(pattern, zone(time));
    } catch (IllegalArgumentException e) {
      problems.add(
          time.fields().get("format"),
          "format is "
              + YamlProblems.shown(pattern)
              + ": "
              + e.getMessage()
              + ". Write it as yyyy-MM-dd HH:mm:ss,SSS, or epoch_seconds, epoch_millis,"
              + " epoch_micros, epoch_nanos.");
      return null;
    }
  }

  private ZoneId zone(YamlNode time) {
    String zone = texts.text(time, "zone", 60);
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(
          time.fields().get("zone"),
          "zone is " + YamlProblems.shown(zone) + ". Write one as Asia/Seoul or +09:00.");
      return null;
    }
  }

  private List<Slot> slots(YamlNode item, LineMatcher matcher) {
    Map<String, YamlNode> fields = texts.map(item, "fields");
    Map<String, YamlNode> types = texts.map(item, "types");
    Set<String> seen = new HashSet<>();
    List<Slot> slots = new ArrayList<>();
    for (String key : matcher.keys()) {
      YamlNode mapped = fields.get(key);
      String target = mapped == null ? key : String.valueOf(mapped.text());
      String problem = targetProblem(target);
      if (problem == null && !seen.add(target)) {
        problem = "the field " + target + " is filled twice. Name another for " + key + ".";
      }
      if (problem != null) {
        problems.add(mapped == null ? item : mapped, problem);
      }
      slots.add(slot(target, type(types, key, target)));
    }
    refuseStray(fields, matcher, Set.of());
    refuseStray(types, matcher, seen);
    return slots;
  }

  private static Slot slot(String target, ValueType type) {
    return new Slot(EventField.named(target).orElse(null), KeyName.bare(target), type);
  }

  /** Why a name can be no target, or null when it can. */
  static String targetProblem(String name) {
    if (EventField.isReserved(name)) {
      return name + " is not for rules to write. Name an attribute, or " + fieldsText();
    }
    if (!KeyName.is(KeyName.bare(name))) {
      return "the name " + YamlProblems.shown(name) + " is not good. " + KeyName.REMEDY + ".";
    }
    return null;
  }

  private static String fieldsText() {
    return "one of " + String.join(", ", EventField.labels()) + ".";
  }

  private ValueType type(Map<String, YamlNode> types, String key, String target) {
    YamlNode node = types.containsKey(key) ? types.get(key) : types.get(target);
    if (node == null) {
      return ValueType.TEXT;
    }
    if (EventField.named(target).isPresent()) {
      problems.add(node, target + " has its own type. Give types to attributes only.");
    }
    return ValueType.named(String.valueOf(node.text()))
        .orElseGet(
            () -> {
              problems.add(
                  node,
                  "the type "
                      + YamlProblems.shown(node.text())
                      + " is none. "
                      + YamlProblems.oneOf(ValueType.labels()));
              return ValueType.TEXT;
            });
  }

  private void refuseStray(Map<String, YamlNode> map, LineMatcher matcher, Set<String> also) {
    map.forEach(
        (key, node) -> {
          if (!matcher.keys().contains(key) && !also.contains(key)) {
            problems.add(
                node, "the format finds no " + YamlProblems.shown(key) + ". Remove this line.");
          }
        });
  }
}
