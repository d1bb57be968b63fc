// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Text;

/** What names a value from behind: {@code {"value":"x","name":"DB_PASSWORD"}}. Reusable. */
final class NameBehind {
  private static final int TEXT_BYTES_MAX = 96;
  private static final int MEMBERS_MAX = 3;

  /** Values may hold values; all looks together read a text no more than so many times. */
  private static final int LOOKS = 4;

  private static final int BYTES_MIN = 1024;

  private final Text text;
  private final ValueEnd ends;
  private int budget;

  /** First byte of the name. */
  int start;

  private int end;

  NameBehind(Text text, ValueEnd ends) {
    this.text = text;
    this.ends = ends;
  }

  /** Forgets the text before. */
  void begin() {
    budget = LOOKS * (text.to() - text.from()) + BYTES_MIN;
  }

  /**
   * What the name behind a value tells of it.
   *
   * @param separator between the key {@code value} and its value
   */
  Kind kind(int separator, Place place) {
    int at = budget > 0 ? pastValue(separator, place) : -1;
    for (int i = 0; i < MEMBERS_MAX && at >= 0; i++) {
      int key = keyStart(at);
      int keyEnd = run(key, false);
      int value = keyEnd == key ? -1 : valueStart(keyEnd);
      at = value < 0 ? -1 : pastName(value);
      if (at >= 0 && NamedValue.isNaming(text, key)) {
        return SecretWords.mayEnd(text, end) ? SecretWords.kind(text, start, end) : Kind.NONE;
      }
    }
    return Kind.NONE;
  }

  private int pastValue(int separator, Place place) {
    int value = text.skipBlanks(separator + 1);
    int open = pastQuote(value);
    if (open == value && (text.at(value) == '{' || text.at(value) == '[')) {
      return -1;
    }
    int stop = open > value ? ends.quoted(open) : ends.unquoted(value, separator, place);
    budget -= stop - separator;
    return open > value ? pastQuote(stop) : stop;
  }

  /** Past what stands between two members. */
  private int keyStart(int p) {
    int at = skipSpace(p);
    if (text.at(at) == ',' || text.at(at) == ';') {
      at = skipSpace(at + 1);
    }
    return at > p ? pastQuote(at) : at;
  }

  private int valueStart(int keyEnd) {
    int at = text.skipBlanks(pastQuote(keyEnd));
    return text.at(at) == ':' || text.at(at) == '=' ? text.skipBlanks(at + 1) : -1;
  }

  /** Past the quote behind a name; -1 if it is none. */
  private int pastName(int value) {
    start = pastQuote(value);
    boolean quoted = start > value;
    end = run(start, quoted);
    int after = quoted ? pastQuote(end) : end;
    return end > start && (!quoted || after > end) ? after : -1;
  }

  private int pastQuote(int p) {
    int at = p;
    while (text.at(at) == '\\') {
      at++;
    }
    return text.at(at) == '"' || text.at(at) == '\'' ? at + 1 : p;
  }

  private int run(int p, boolean blanks) {
    int at = p;
    while (at < text.to() && at - p < TEXT_BYTES_MAX && isName(text.in()[at], blanks)) {
      at++;
    }
    return at > p && (isLetter(text.in()[p]) || text.in()[p] < 0 || text.in()[p] == '_') ? at : p;
  }

  private int skipSpace(int p) {
    int at = p;
    while (at - p < TEXT_BYTES_MAX && (text.at(at) == '\n' || text.at(at) == '\r' || isBlank(at))) {
      at++;
    }
    return at;
  }

  private boolean isBlank(int p) {
    return text.at(p) == ' ' || text.at(p) == '\t';
  }

  private static boolean isName(byte b, boolean blanks) {
    return b < 0 || isAlphanumeric(b) || "-_./$".indexOf(b) >= 0 || (blanks && b == ' ');
  }
}
