// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of this package ask a masker. */
final class Masks {
  /** Keys of the ids k1 and k2. */
  static final MaskKeys KEYS =
      MaskKeys.of(
          Map.of("k1", "a key of sixteen bytes or more", "k2", "another key of many bytes"));

  private Masks() {}

  /** A section of rules; fails with all that is wrong. */
  static MaskRules rules(String yaml) {
    YamlProblems problems = new YamlProblems("f.yaml");
    try {
      MaskRules rules = MaskRules.of(YamlNode.read(new StringReader(yaml), problems), problems);
      problems.throwIfAny();
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Masks by a section of rules. */
  static Masker masker(String yaml) {
    return Masker.of(rules(yaml), KEYS);
  }

  static String masked(String yaml, String text) {
    return masker(yaml).mask(text, new MaskCounter());
  }

  static String masked(String text) {
    return Masker.standard().mask(text).text();
  }

  static boolean isCard(String text) {
    return found(text).stream().anyMatch(value -> value.startsWith("card="));
  }

  /** Each finding as {@code type=value}. */
  static List<String> found(String text) {
    List<String> result = new ArrayList<>();
    for (Finding finding : Masker.standard().mask(text).findings()) {
      result.add(finding.type() + "=" + text.substring(finding.start(), finding.end()));
    }
    return result;
  }
}
