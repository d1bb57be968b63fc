// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.text.Text;

/**
 * What names the value of a key {@code value}: {@code {"name":"DB_PASSWORD","value":"x"}}, as
 * Kubernetes, browsers and files of properties write pairs. Reusable.
 */
final class NamedValue {
  private static final String VALUE = "value";
  private static final String[] NAMES = {
    "name", "key", "field", "header", "property", "parameter", "variable"
  };
  private static final int TEXT_BYTES_MAX = 96;
  private static final int BLANKS_MAX = 64;

  /** How far from the value its name may be, in members. */
  private static final int MEMBERS_MAX = 3;

  private final Text text;

  /** First byte of the name. */
  int start;

  private int end;

  /** Whether the key that was asked for last is a "value", and no name stands before it. */
  boolean nameless;

  /** First byte of the key that was read last. */
  private int member;

  NamedValue(Text text) {
    this.text = text;
  }

  /** What the name before a key tells of the key's value; NONE if the key is not "value". */
  Kind kind(int keyStart, int keyEnd) {
    nameless = isValue(keyStart, keyEnd);
    if (!nameless) {
      return Kind.NONE;
    }
    member = keyStart;
    for (int i = 0; i < MEMBERS_MAX && readMember(); i++) {
      if (isNaming(text, member)) {
        nameless = false;
        return SecretWords.mayEnd(text, end) ? SecretWords.kind(text, start, end) : Kind.NONE;
      }
    }
    return Kind.NONE;
  }

  private boolean isValue(int keyStart, int keyEnd) {
    int first = keyEnd - VALUE.length();
    return first >= keyStart
        && text.hasAnyCase(first, VALUE)
        && (first == keyStart || text.in()[first] == 'V' || !isLetter(text.in()[first - 1]));
  }

  /** Whether the key at {@code member} is one whose value is a name. */
  static boolean isNaming(Text text, int member) {
    int stop = member;
    while (stop < text.to() && isLetter(text.in()[stop])) {
      stop++;
    }
    for (String name : NAMES) {
      if (name.length() == stop - member && text.hasAnyCase(member, name)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the member before the one that was read last: its key, and its value as the name. */
  private boolean readMember() {
    int p = blanksBefore(openingBefore(member));
    if (text.before(p) == ',' || text.before(p) == ';') {
      p = blanksBefore(p - 1);
    }
    int quote = text.before(p);
    boolean quoted = quote == '"' || quote == '\'';
    end = quoted ? p - 1 - text.backslashesBefore(p - 1) : p;
    int at = end;
    while (at > text.from() && end - at < TEXT_BYTES_MAX && isInner(text.in()[at - 1], quoted)) {
      at--;
    }
    start = at;
    if (at == end || (quoted && text.before(at) != quote)) {
      return false;
    }
    p = blanksBefore(openingBefore(at));
    if (text.before(p) != ':' && text.before(p) != '=') {
      return false;
    }
    return readKey(openingBefore(blanksBefore(p - 1)));
  }

  private boolean readKey(int keyEnd) {
    int at = keyEnd;
    while (at > text.from() && keyEnd - at < TEXT_BYTES_MAX && isAlphanumeric(text.in()[at - 1])) {
      at--;
    }
    member = at;
    return at < keyEnd;
  }

  private int openingBefore(int p) {
    int b = text.before(p);
    return b == '"' || b == '\'' ? p - 1 - text.backslashesBefore(p - 1) : p;
  }

  private int blanksBefore(int p) {
    int at = p;
    while (at > text.from() && p - at < BLANKS_MAX && isBlank(text.in()[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isInner(byte b, boolean quoted) {
    return b < 0 || isAlphanumeric(b) || "-_./$".indexOf(b) >= 0 || (quoted && b == ' ');
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
