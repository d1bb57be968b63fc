// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigTransformer;

/**
 * What people may see of settings: references as they are written, never what they stand for, and
 * nothing of secrets.
 */
final class Masks {

  static final String HIDDEN = "[hidden]";

  /** Words in the name of an open key that make it a secret. */
  private static final List<String> SECRET_WORDS =
      List.of("password", "secret", "jaas", "key", "token", "credential");

  /** Shorter values are not looked for in texts: they would hide half of every sentence. */
  private static final int CHARS_MIN = 6;

  private static final Set<String> KINDS = Set.of("env", "file", "directory");
  private static final Pattern NUMBERS = Pattern.compile("(\\.\\d+)+$");
  private static final Pattern REFERENCE = ConfigTransformer.DEFAULT_PATTERN;

  private final ConfigDef def;
  private final Map<String, String> texts;
  private final List<Mask> masks = new ArrayList<>();

  /** A value, and what is shown in its place. */
  private record Mask(String value, String shown) {}

  /**
   * Takes the settings of a part.
   *
   * @param texts as they are written
   * @param values the same with everything put in
   * @param found what each reference stands for
   */
  Masks(
      ConfigDef def,
      Map<String, String> texts,
      Map<String, String> values,
      Map<String, String> found) {
    this.def = def;
    this.texts = texts;
    values.forEach(
        (key, value) -> {
          if (covered(key)) {
            mask(value, shown(key));
          }
        });
    found.forEach((reference, value) -> mask(value, reference));
    masks.sort(Comparator.comparingInt((Mask mask) -> mask.value().length()).reversed());
  }

  /** Messages name the elements of a list one by one, so each is looked for too. */
  private void mask(String value, String shown) {
    List<String> elements = new ArrayList<>(List.of(value.split(",")));
    elements.add(value);
    elements.stream()
        .map(String::strip)
        .filter(one -> one.length() >= CHARS_MIN)
        .distinct()
        .forEach(one -> masks.add(new Mask(one, shown)));
  }

  /** Whether the value itself must not be shown. */
  boolean covered(String key) {
    return secret(key) || refers(texts.getOrDefault(key, ""));
  }

  /** What is shown of a given setting. */
  String shown(String key) {
    String text = texts.getOrDefault(key, "");
    boolean onlyReference = refers(text) && REFERENCE.matcher(text).matches();
    return secret(key) && !onlyReference ? HIDDEN : text;
  }

  /** A text in which no covered value is left. */
  String masked(String text) {
    String masked = text;
    for (Mask mask : masks) {
      masked = masked.replace(mask.value(), mask.shown());
    }
    return masked;
  }

  private boolean secret(String key) {
    ConfigDef.ConfigKey declared = def.configKeys().get(key);
    return declared == null ? secretName(key) : declared.type() == ConfigDef.Type.PASSWORD;
  }

  /**
   * Judges an open key by its last part, the number of an element aside, so that what stands beside
   * a token is shown; what stands below {@code .keys.} is one. Of names below {@code kafka.} that
   * Kafka does not know every part counts.
   */
  private static boolean secretName(String key) {
    boolean foreign = key.startsWith(Settings.KAFKA_PREFIX) && !KafkaNames.declared(key);
    String name = NUMBERS.matcher(key).replaceFirst("");
    String judged = foreign ? name : name.substring(name.lastIndexOf('.') + 1);
    String lower = judged.toLowerCase(Locale.ROOT);
    return KafkaNames.secret(key)
        || name.contains(".keys.")
        || SECRET_WORDS.stream().anyMatch(lower::contains);
  }

  private static boolean refers(String text) {
    return REFERENCE.matcher(text).results().anyMatch(found -> KINDS.contains(found.group(1)));
  }
}
