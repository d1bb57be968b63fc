// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/** Reads which events are left out. */
final class DropReader {

  private static final Set<String> CONDITIONS = Set.of("services", "levels", "loggers", "message");
  private static final Set<String> LEVELS =
      Set.of("trace", "debug", "info", "warn", "error", "fatal");
  private static final int MESSAGE_CHARS_MAX = 200;
  private static final int NAME_CHARS_MAX = 100;

  private final YamlTexts texts;
  private final YamlProblems problems;

  DropReader(YamlTexts texts) {
    this.texts = texts;
    this.problems = texts.problems();
  }

  /** A rule, or null when it is wrong. */
  DropRule read(YamlNode item) {
    if (item.fields() == null) {
      problems.add(item, "this is no map. Write services, levels, loggers or message.");
      return null;
    }
    problems.refuseUnknown(
        item, Set.of("name", "services", "levels", "loggers", "message", "keep"));
    if (CONDITIONS.stream().noneMatch(item.fields()::containsKey)) {
      problems.add(
          item, "there is no condition, so everything goes. " + YamlProblems.oneOf(CONDITIONS));
      return null;
    }
    List<String> levels = texts.texts(item, "levels", 20);
    for (String level : levels) {
      if (!LEVELS.contains(level)) {
        problems.add(
            item.fields().get("levels"),
            "the level " + YamlProblems.shown(level) + " is none. " + YamlProblems.oneOf(LEVELS));
      }
    }
    String message = texts.text(item, "message", MESSAGE_CHARS_MAX);
    return new DropRule(
        texts.text(item, "name", NAME_CHARS_MAX),
        texts.globs(item, "services"),
        Globs.of(levels),
        texts.globs(item, "loggers"),
        message == null ? "" : message,
        kept(item));
  }

  /** A share such as {@code 5%}, as so many of a million. */
  private int kept(YamlNode item) {
    YamlNode keep = item.fields().get("keep");
    if (keep == null) {
      return 0;
    }
    String text = String.valueOf(keep.text());
    if (text.endsWith("%") && text.length() <= 20) {
      try {
        BigDecimal share = new BigDecimal(text.substring(0, text.length() - 1).strip());
        int kept = share.movePointRight(4).setScale(0, RoundingMode.HALF_UP).intValueExact();
        if (kept >= 0 && kept <= DropRule.MILLION) {
          return kept;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        // Said below, as for a share out of range.
      }
    }
    problems.add(
        keep, "keep is " + YamlProblems.shown(keep.text()) + ". Write a share from 0% to 100%.");
    return 0;
  }
}
