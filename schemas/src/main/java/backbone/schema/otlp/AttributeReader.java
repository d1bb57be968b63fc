// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static backbone.schema.otlp.WireReader.BYTES;
import static backbone.schema.otlp.WireReader.FIXED64;
import static backbone.schema.otlp.WireReader.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

/** One attribute on the wire: a message KeyValue with its AnyValue. A broken one has no value. */
final class AttributeReader {

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int KEY_TAG = KEY << 3 | BYTES;
  private static final int VALUE_TAG = VALUE << 3 | BYTES;

  /** Both tags and both lengths. */
  private static final int PLAIN_MIN = 4;

  private static final int TEXT = 1;
  private static final int BOOLEAN = 2;
  private static final int INTEGER = 3;
  private static final int DECIMAL = 4;

  private final WireReader pair = new WireReader();
  private final WireReader any = new WireReader();
  private final TextCache texts;

  private int valueFrom;
  private int valueTo;

  AttributeReader(TextCache texts) {
    this.texts = texts;
  }

  /** Whether the attribute at these bytes has this key; goes to its value. */
  boolean find(String key, byte[] in, int from, int to) {
    int value = plainValue(in, from, to);
    if (value < 0) {
      return findSlowly(key, in, from, to);
    }
    valueFrom = value;
    valueTo = to;
    return matches(in, from + 2, value - 2, key) && value(in);
  }

  /**
   * Where the value begins of an attribute that is written as all writers do: a short key, then a
   * short value, then nothing; or -1.
   */
  private static int plainValue(byte[] in, int from, int to) {
    if (to - from < PLAIN_MIN || in[from] != KEY_TAG || in[from + 1] < 0) {
      return -1;
    }
    int keyTo = from + 2 + in[from + 1];
    int value = keyTo + 2;
    return value <= to && in[keyTo] == VALUE_TAG && in[keyTo + 1] == to - value ? value : -1;
  }

  private boolean findSlowly(String key, byte[] in, int from, int to) {
    boolean found = false;
    valueFrom = 0;
    valueTo = 0;
    pair.reset(in, from, to);
    try {
      while (pair.next()) {
        if (pair.is(KEY, BYTES)) {
          found = matches(in, pair.from(), pair.to(), key);
        } else if (pair.is(VALUE, BYTES)) {
          valueFrom = pair.from();
          valueTo = pair.to();
        }
      }
    } catch (MalformedOtlpException broken) {
      return false;
    }
    return found && value(in);
  }

  /** The value as text; null for bytes, lists and maps. */
  String text() {
    return switch (any.field()) {
      case TEXT -> texts.get(any.bytes(), any.from(), any.to());
      case BOOLEAN -> Boolean.toString(any.value() != 0);
      case INTEGER -> Long.toString(any.value());
      case DECIMAL -> Double.toString(Double.longBitsToDouble(any.value()));
      default -> null;
    };
  }

  /** The value as a whole number; texts of digits count, decimals lose their fraction. */
  long number(long otherwise) {
    return switch (any.field()) {
      case TEXT -> digits(otherwise);
      case BOOLEAN -> any.value() == 0 ? 0 : 1;
      case INTEGER -> any.value();
      case DECIMAL -> (long) Double.longBitsToDouble(any.value());
      default -> otherwise;
    };
  }

  private long digits(long otherwise) {
    try {
      return any.to() - any.from() > 20 ? otherwise : Long.parseLong(text());
    } catch (NumberFormatException word) {
      return otherwise;
    }
  }

  /** Goes to the one value that an AnyValue holds; the last wins, as in any protobuf reader. */
  private boolean value(byte[] in) {
    int last = -1;
    any.reset(in, valueFrom, valueTo);
    try {
      while (any.next()) {
        if (isValue()) {
          last = any.tagFrom();
          if (any.position() == any.end()) {
            return true;
          }
        }
      }
      if (last >= 0) {
        any.reset(in, last, valueTo);
        return any.next();
      }
    } catch (MalformedOtlpException broken) {
      return false;
    }
    return false;
  }

  private boolean isValue() {
    return switch (any.field()) {
      case TEXT, 5, 6, 7 -> any.type() == BYTES;
      case BOOLEAN, INTEGER -> any.type() == VARINT;
      case DECIMAL -> any.type() == FIXED64;
      default -> false;
    };
  }

  private static boolean matches(byte[] in, int from, int to, String key) {
    int length = key.length();
    if (to - from < length) {
      return false;
    }
    if (to - from == length && length > 0 && in[to - 1] != key.charAt(length - 1)) {
      return false; // as most keys of one length differ there, and one that is no ASCII is longer
    }
    for (int i = 0; i < length; i++) {
      char c = key.charAt(i);
      if (c >= 0x80) {
        return new String(in, from, to - from, UTF_8).equals(key);
      }
      if (in[from + i] != c) {
        return false;
      }
    }
    return to - from == length;
  }
}
