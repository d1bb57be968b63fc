// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.service.Settings;
import backbone.service.Settings.Entry;
import backbone.service.Settings.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings as they may stand in Connect's config topic, which others can read: a secret only as a
 * reference, which the worker's config providers replace when a task starts.
 */
final class Written {

  private static final List<String> SECRET_WORDS =
      List.of("password", "secret", "jaas", "token", "credential", "api.key");
  private static final String HIDDEN = "[hidden]";

  private final Settings settings;
  private final List<String> problems;
  private final Map<String, Entry> entries = new HashMap<>();

  /**
   * Reads settings.
   *
   * @param problems takes one sentence for each secret that stands there as it is
   */
  Written(Settings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
    settings.entries().forEach(entry -> entries.put(entry.key(), entry));
  }

  /** All given settings below a prefix, the prefix removed. */
  Map<String, String> below(String prefix) {
    Map<String, String> texts = new TreeMap<>();
    List<String> found = new ArrayList<>();
    settings
        .withPrefix(prefix)
        .forEach((name, value) -> texts.put(name, text(entries.get(prefix + name), value, found)));
    problems.addAll(found);
    return texts;
  }

  private static String text(Entry entry, String value, List<String> problems) {
    if (!entry.value().equals(HIDDEN)) {
      // A list without a reference is shown in brackets, which is not how it is written.
      return entry.value().contains("${") ? entry.value() : value;
    }
    if (!secret(entry.key()) || value.isEmpty()) {
      return value;
    }
    if (entry.origin() == Origin.ENVIRONMENT) {
      return "${env:" + Settings.variable(entry.key()) + "}";
    }
    problems.add(
        entry.key()
            + " would stand in Connect's config topic as it is. Write nothing but a reference, such"
            + " as ${env:NAME} or ${directory:/run/secrets:name}.");
    return "";
  }

  /** A path that leads to a secret is none. */
  private static boolean secret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return !lower.endsWith(".path") && SECRET_WORDS.stream().anyMatch(lower::contains);
  }
}
