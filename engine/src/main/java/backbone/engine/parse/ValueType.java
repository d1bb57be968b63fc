// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an attribute is to be, where it is not text. */
public enum ValueType {
  LONG,
  DOUBLE,
  BOOLEAN,
  TEXT;

  private static final int NUMBER_CHARS_MAX = 40;

  /** The value that a text stands for, or null where it stands for none of this type. */
  public Object of(String text) {
    return switch (this) {
      case TEXT -> text;
      case BOOLEAN -> truth(text);
      case LONG -> number(text, true);
      case DOUBLE -> number(text, false);
    };
  }

  private static Object truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("true") ? Boolean.TRUE : lower.equals("false") ? Boolean.FALSE : null;
  }

  private static Object number(String text, boolean whole) {
    if (text.length() > NUMBER_CHARS_MAX || !beginsNumber(text)) {
      return null;
    }
    try {
      if (whole) {
        return Long.valueOf(text);
      }
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? (Object) value : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** Java also reads {@code NaN}, {@code 0x1p3} and {@code 1d}, which no log means. */
  private static boolean beginsNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("+-.eE0123456789".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The type of that name. */
  static Optional<ValueType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.label().equals(name)).findFirst();
  }

  /** The name in a file. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> labels() {
    return Arrays.stream(values()).map(ValueType::label).collect(Collectors.toSet());
  }
}
