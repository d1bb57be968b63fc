// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/**
 * Finds passwords in sentences: {@code the password is x7}, {@code passwd was changed to x}, and in
 * Korean. A sentence says more about passwords than what they are, so {@link ProseGate} decides.
 */
final class ProseDetector {
  private static final int USER_BYTES_MAX = 64;

  /** Longer ones first. Behind those that end in "to" or a colon stands hardly anything else. */
  private static final String[] VERBS = {
    "has been changed to ",
    "has been reset to ",
    "has been set to ",
    "was changed to ",
    "was reset to ",
    "was set to ",
    "is now set to ",
    "is set to ",
    "changed to ",
    "reset to ",
    "set to ",
    "is now ",
    "is: ",
    "was: ",
    "is ",
    "was "
  };

  private static final byte[] PASSWORD = Korean.of("\ube44\ubc00\ubc88\ud638");
  private static final byte[] CODE = Korean.of("\uc554\ud638");

  private final Text text;
  private final ValueEnd ends;
  private final ProseGate gate;

  /** What stands between the words: a blank, or the plus of a form. */
  private byte gap;

  ProseDetector(Text text, ValueEnd ends) {
    this.text = text;
    this.ends = ends;
    gate = new ProseGate(text);
  }

  /** Checks the w of "password" at {@code p}. Returns {@code p} for nothing. */
  int english(int p, Findings out) {
    int word = p - 4;
    int end = text.hasAnyCase(word, "password") ? p + 4 : p + 2;
    if (end == p + 2 && !text.hasAnyCase(word, "passwd")) {
      return p;
    }
    gap = (byte) (text.at(end) == '+' ? '+' : ' ');
    int at = pastUser(skipGaps(end));
    if (at == end) {
      return p;
    }
    for (String verb : VERBS) {
      if (has(at, verb)) {
        boolean strong = verb.endsWith("to ") || verb.endsWith(": ");
        return value(p, skipGaps(at + verb.length()), strong, out);
      }
    }
    return p;
  }

  /** Checks the last byte of a Korean word at {@code p}. Returns {@code p} for nothing. */
  int korean(int p, Findings out) {
    if (!Korean.endsAt(text, p + 1, PASSWORD) && !Korean.endsAt(text, p + 1, CODE)) {
      return p;
    }
    int particle = Korean.particle(text, p + 1);
    int value = text.skipBlanks(particle);
    if (value == particle || text.at(value) <= ' ') {
      return p;
    }
    int stop = ends.unquoted(value, p, Place.WORD);
    int end = value;
    while (end < stop && text.in()[end] > ' ') {
      end++;
    }
    boolean quoted = text.at(value) == '"' || text.at(value) == '\'';
    boolean topic = Korean.isTopic(text, p + 1);
    if (quoted) {
      return p; // the rule for quotes knows better where it ends
    }
    int rest = Korean.sentenceEnd(text, end);
    if (rest == end && text.at(end) < 0) {
      if (gate.isCount(value, end)) {
        return p;
      }
      end = stop;
    }
    return add(p, value, end, topic && rest > end, out);
  }

  /** Past {@code for bob}, {@code for user bob}. */
  private int pastUser(int p) {
    if (!has(p, "for ") && !has(p, "of ")) {
      return p;
    }
    int at = pastWord(p);
    at = has(at, "user ") ? pastWord(at) : at;
    return pastWord(at);
  }

  private int pastWord(int p) {
    int at = p;
    while (at < text.to() && at - p < USER_BYTES_MAX && text.in()[at] != gap) {
      at++;
    }
    return skipGaps(at);
  }

  private int skipGaps(int p) {
    int at = p;
    while (text.at(at) == gap) {
      at++;
    }
    return at;
  }

  private boolean has(int p, String words) {
    for (int i = 0; i < words.length(); i++) {
      byte b = (byte) text.at(p + i);
      if (words.charAt(i) == ' ' ? b != gap : lower(b) != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int value(int p, int start, boolean strong, Findings out) {
    int b = text.at(start);
    if (b == '"' || b == '\'' || b == '`') {
      int end = ends.quoted(start + 1);
      boolean none = Placeholders.isOne(text, start + 1, end) || start < out.floor(text.from());
      return none ? p : SecretDetector.found(Rule.SECRET, start + 1, end, out);
    }
    int stop = ends.unquoted(start, p, Place.WORD);
    int end = start;
    while (end < stop && text.in()[end] != gap) {
      end++;
    }
    return add(p, start, end, strong, out);
  }

  private int add(int p, int start, int stop, boolean strong, Findings out) {
    int end = stop;
    if (end > start && ".,;".indexOf(text.in()[end - 1]) >= 0) {
      end--;
    }
    boolean fits = start >= out.floor(text.from()) && gate.fits(start, end, strong);
    return fits ? SecretDetector.found(Rule.SECRET, start, end, out) : p;
  }
}
