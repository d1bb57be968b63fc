// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Tags;
import backbone.engine.mask.text.Text;

/** The key before a separator, and what stands around it. Reusable. */
final class KeyBefore {
  private static final int KEY_BYTES_MAX = 64;
  private static final int BLANKS_MAX = 16;

  private final Text text;
  private final NamedValue named;
  private final NameBehind behind;

  /** First byte of the key; its opening quote is before. */
  int start;

  /** First byte of what names the value: of the key, or of the name beside a "value". */
  int word;

  Kind kind;

  /** Whether the key stands in quotes. */
  boolean quoted;

  /** Whether a blank stands between the key and its separator. */
  boolean spaced;

  KeyBefore(Text text, ValueEnd ends) {
    this.text = text;
    named = new NamedValue(text);
    behind = new NameBehind(text, ends);
  }

  /** Forgets the text before. */
  void begin() {
    behind.begin();
  }

  /** Reads the key before the separator at {@code p}. Returns whether its value is secret. */
  boolean read(int p) {
    int end = p;
    while (end > text.from() && p - end < BLANKS_MAX && isBlank(text.in()[end - 1])) {
      end--;
    }
    spaced = end < p;
    if (Tags.endsAt(text.in(), text.from(), end)) {
      return false;
    }
    end = withoutClosing(end);
    if (!SecretWords.mayEnd(text, end)) {
      return false;
    }
    start = startOf(end);
    word = start;
    kind = SecretWords.kind(text, start, end);
    if (kind == Kind.NONE) {
      kind = named.kind(start, end);
      word = kind == Kind.NONE ? start : named.start;
      if (kind == Kind.NONE && named.nameless) {
        kind = behind.kind(p, quoted ? Place.LITERAL : isFirst() ? Place.LINE : Place.WORD);
        word = kind == Kind.NONE ? start : behind.start;
      }
    }
    return kind != Kind.NONE && !isUnexpected();
  }

  /** Whether only blanks, or the dash of a list, are before the key in its line. */
  boolean isFirst() {
    int p = start;
    while (p > text.from() && (isBlank(text.in()[p - 1]) || isListMark(text.in()[p - 1]))) {
      p--;
    }
    return p == text.from() || text.in()[p - 1] == '\n' || text.in()[p - 1] == '\r';
  }

  /** Whether the key has parts, as those in files of properties. */
  boolean isDotted() {
    for (int p = start; p < text.to() && isName(text.in()[p]); p++) {
      if (text.in()[p] == '.') {
        return true;
      }
    }
    return false;
  }

  /** Whether the key is a parameter of a URL or of a form. */
  boolean isParameter() {
    int before = text.before(start);
    return before == '?' || before == '&' || (before == ';' && text.has(start - 5, "&amp"));
  }

  /** Whether the key is in brackets, or behind a comma, as in {@code User(name=x, password=y)}. */
  boolean isMember() {
    int p = start;
    while (p > text.from() && isBlank(text.in()[p - 1])) {
      p--;
    }
    return switch (text.before(p)) {
      case '{', '(', '[', ',', ';' -> true;
      default -> false;
    };
  }

  /** Past quotes and brackets that close a key: {@code "key"}, {@code \"key\"}, {@code a[key]}. */
  private int withoutClosing(int end) {
    int p = end;
    quoted = false;
    if (text.before(p) == ';' && text.has(p - 6, "&quot;")) {
      quoted = true;
      return p - 6;
    }
    if (text.before(p) == ']') {
      p--;
    }
    int b = text.before(p);
    if (b == '"' || b == '\'' || b == '`') {
      quoted = true;
      p--;
      p -= text.backslashesBefore(p);
    }
    return p;
  }

  private int startOf(int end) {
    int p = end;
    while (p > text.from() && end - p < KEY_BYTES_MAX && isName(text.in()[p - 1])) {
      p--;
    }
    return p;
  }

  /** {@code Unexpected token: x} is what parsers say. */
  private boolean isUnexpected() {
    return text.hasAnyCase(start - 11, "unexpected") || text.hasAnyCase(start - 8, "illegal");
  }

  private static boolean isName(byte b) {
    return b < 0 || isAlphanumeric(b) || b == '_' || b == '-' || b == '.' || b == '$';
  }

  private static boolean isListMark(byte b) {
    return b == '-' || b == '"' || b == '\'' || b == '#' || b == '>';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
