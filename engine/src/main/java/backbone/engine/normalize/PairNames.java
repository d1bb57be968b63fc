// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what names the attribute {@code value}: the attribute {@code name} beside it. */
final class PairNames {
  private static final String VALUE = "value";
  private static final Set<String> NAMES =
      Set.of("name", "key", "field", "header", "property", "parameter", "variable");

  private PairNames() {}

  /** The key by which a value is masked: its own, or the name beside it if that is a secret's. */
  static String key(Attribute attribute, List<Attribute> all, Predicate<String> isSecret) {
    String own = attribute.getKey();
    int prefix = own.length() - VALUE.length();
    boolean named = prefix >= 0 && own.regionMatches(true, prefix, VALUE, 0, VALUE.length());
    if (!named || (prefix > 0 && own.charAt(prefix - 1) != '.')) {
      return own;
    }
    for (Attribute other : all) {
      if (other.getValue() instanceof String name
          && isBeside(other.getKey(), own, prefix)
          && isSecret.test(name)) {
        return name;
      }
    }
    return own;
  }

  private static boolean isBeside(String key, String own, int prefix) {
    return key.length() > prefix
        && key.regionMatches(0, own, 0, prefix)
        && NAMES.contains(key.substring(prefix).toLowerCase(Locale.ROOT));
  }
}
