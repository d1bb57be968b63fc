// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Tags;
import backbone.engine.mask.text.Text;

/** Finds values of secret keys, from the separator between key and value. */
final class SecretDetector {
  private static final String PRIVATE_KEY = Tags.of(Rule.PRIVATE_KEY);

  private final Text text;
  private final KeyBefore key;
  private final ValueEnd ends;
  private final ValueGate gate;
  private final Sentences sentences;
  private final CredentialsDetector credentials;
  private final PrivateKeyDetector privateKeys;

  SecretDetector(
      Text text,
      CredentialsDetector credentials,
      PrivateKeyDetector privateKeys,
      Brackets brackets) {
    this.text = text;
    this.credentials = credentials;
    this.privateKeys = privateKeys;
    ends = new ValueEnd(text, brackets);
    key = new KeyBefore(text, ends);
    gate = new ValueGate(text, key);
    sentences = new Sentences(text);
  }

  /** Forgets the text before. */
  void begin() {
    key.begin();
  }

  /** Checks the sign at {@code p}, = or :. Returns where to go on; {@code p} for nothing. */
  int separator(int p, Findings out) {
    byte sign = text.in()[p];
    int next = text.depth(p + 1) > text.depth(p) ? 0 : text.at(p + 1);
    boolean operator = sign == '=' && next == '~' && text.at(p + 2) == ' ';
    if (next == sign || operator || !isKey(p, out)) {
      return p;
    }
    int start = p + 1;
    if (next == '>' || next == '=') {
      start++;
    }
    int value = text.depth(p) > 0 ? skipFormBlanks(start, p) : text.skipBlanks(start);
    if (value > start && sign == '=' && !key.spaced && next != '>' && !isQuote(value)) {
      return p; // "password= user=bob": no value
    }
    return value(p, value, out);
  }

  /**
   * Checks the quote at {@code p} behind a blank: {@code IDENTIFIED BY 'x'}, {@code PASSWORD 'x'}.
   */
  int quote(int p, Findings out) {
    int word = p - 1;
    while (word > text.from() && text.in()[word - 1] == ' ' && p - word < 4) {
      word--;
    }
    boolean by = text.hasAnyCase(word - 13, "identified by");
    boolean fits =
        by || text.hasAnyCase(word - 8, "password") || text.hasAnyCase(word - 6, "passwd");
    if (!fits || !(by || isKey(word, out))) {
      return p;
    }
    int end = ends.quoted(p + 1);
    return Placeholders.isOne(text, p + 1, end) ? p : found(Rule.SECRET, p + 1, end, out);
  }

  /** The end of a key's value that starts at {@code value}, found and added; else {@code p}. */
  int value(int p, int value, Findings out) {
    if (value >= text.to() || isLineEnd(text.in()[value])) {
      return p;
    }
    int open = openingQuote(value);
    if (text.depth(Math.max(value, open)) > text.depth(p)) {
      return unquoted(p, value, out); // a quote that is escaped deeper is a part of the value
    }
    if (open >= 0) {
      return quoted(p, open + 1, out);
    }
    if (text.has(value, "&quot;")) {
      int end = value + 6;
      while (end < text.to() && !text.has(end, "&quot;") && !isLineEnd(text.in()[end])) {
        end++;
      }
      return add(p, value + 6, end, out);
    }
    if (text.in()[value] == '[' && !Tags.startsAt(text.in(), value, text.to())) {
      int inner = text.skipBlanks(value + 1);
      if (openingQuote(inner) >= 0) {
        return isMessages(inner) ? p : list(p, inner, out);
      }
      if (key.quoted && isListOfObjects(inner)) {
        return p;
      }
      if (key.kind == Kind.AUTHORIZATION || key.kind == Kind.COOKIE) {
        return unquoted(p, inner, out);
      }
    }
    return isObject(value) ? p : unquoted(p, value, out);
  }

  private boolean isKey(int p, Findings out) {
    return key.read(p) && key.word >= out.floor(text.from());
  }

  private int quoted(int p, int start, Findings out) {
    int end = ends.quoted(start);
    int after = add(p, start, end, out);
    return after == p ? p : Math.max(after, end);
  }

  /** {@code ["a", "b"]}: each text of the list. */
  private int list(int p, int first, Findings out) {
    int last = p;
    for (int open = openingQuote(first); open >= 0; open = nextOfList(ends.quoted(open + 1))) {
      last = Math.max(last, add(last, open + 1, ends.quoted(open + 1), out));
    }
    return last;
  }

  /** Whether a list holds nothing but what a form says: {@code ["This field is required."]}. */
  private boolean isMessages(int first) {
    int open = openingQuote(first);
    while (open >= 0) {
      int end = ends.quoted(open + 1);
      if (!sentences.isMessage(open + 1, end)) {
        return false;
      }
      open = nextOfList(end);
    }
    return true;
  }

  /** The opening quote of the next text of a list, behind the end of one; or -1. */
  private int nextOfList(int end) {
    int at = end;
    while (text.at(at) == '\\') {
      at++;
    }
    at = text.skipBlanks(at + 1);
    return text.at(at) == ',' ? openingQuote(text.skipBlanks(at + 1)) : -1;
  }

  private int unquoted(int p, int start, Findings out) {
    if (key.kind == Kind.AUTHORIZATION) {
      return gate.isProse(p, start) ? p : credentials.header(p, start, ends, out);
    }
    if (key.kind == Kind.COOKIE) {
      return gate.isProse(p, start) ? p : credentials.cookies(p, start, ends, out);
    }
    if (gate.isProse(p, start)) {
      return p;
    }
    int scheme = credentials.schemeEnd(start);
    if (scheme > start) {
      return credentials.header(p, start, ends, out);
    }
    Place place = place(p, start);
    boolean wide = place == Place.LINE || place == Place.MEMBER;
    if (wide && Placeholders.isOne(text, start, ends.unquoted(start, p, Place.WORD))) {
      return p; // what has been masked, and what is written behind it
    }
    int end = ends.unquoted(start, p, place);
    if (text.isEscaped(end) && !Placeholders.isOne(text, start, end)) {
      end = ends.pastEscapes(end, p);
    }
    while (end > start && (text.in()[end - 1] == ' ' || text.in()[end - 1] == '\t')) {
      end--;
    }
    return add(p, start, end, out);
  }

  private Place place(int p, int start) {
    if (key.isParameter()) {
      return Place.PARAMETER;
    }
    boolean colon = text.in()[p] == ':';
    if (key.quoted && colon) {
      return Place.LITERAL;
    }
    if (key.isFirst() && (colon ? start > p + 1 : key.spaced || key.isDotted())) {
      return ends.hasPairs(start, p) ? Place.MEMBER : Place.LINE;
    }
    return key.isMember() ? Place.MEMBER : Place.WORD;
  }

  private int add(int p, int start, int end, Findings out) {
    if (end <= start || Placeholders.isOne(text, start, end) || text.has(start, PRIVATE_KEY)) {
      return p;
    }
    if (text.has(start, "-----BEGIN") && privateKeys.end(start) > 0) {
      return found(Rule.PRIVATE_KEY, start, Math.max(end, privateKeys.end(start)), out);
    }
    if (!gate.fits(start, end)) {
      return p;
    }
    if (key.kind == Kind.AUTHORIZATION || key.kind == Kind.COOKIE) {
      return credentials.add(p, start, end, out);
    }
    int scheme = credentials.schemeEnd(start);
    if (scheme > start && scheme < end) {
      return credentials.add(p, start, end, out);
    }
    return found(Rule.SECRET, start, end, out);
  }

  /** Objects of JSON, or as Django prints what a form says. */
  private boolean isListOfObjects(int p) {
    return text.has(p, "ErrorDetail(")
        || (text.at(p) == '{' && openingQuote(text.skipBlanks(p + 1)) >= 0);
  }

  /** JSON in which the keys within tell what is secret. */
  private boolean isObject(int p) {
    if (text.at(p) != '{') {
      return false;
    }
    int inner = text.skipBlanks(p + 1);
    int b = text.at(inner);
    return b == '"' || b == '\\' || b == '\'' || b == '}' || b == '\n' || b == '\r' || b == 0;
  }

  /** Where the opening quote of a value stands, past backslashes and one letter; or -1. */
  private int openingQuote(int p) {
    int at = p;
    int b = text.at(at);
    if ((b == 'b' || b == 'u' || b == 'r') && isQuote(at + 1)) {
      at++;
    }
    while (text.at(at) == '\\') {
      at++;
    }
    return isQuote(at) ? at : -1;
  }

  private boolean isQuote(int p) {
    int b = text.at(p);
    return b == '"' || b == '\'' || b == '`';
  }

  /** Past blanks as a form sends them, within a text that was escaped once more. */
  private int skipFormBlanks(int p, int separator) {
    int at = p;
    int depth = text.depth(separator);
    while (text.at(at) == ' ' || (text.at(at) == '+' && text.depth(at) == depth - 1)) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  static int found(Rule rule, int start, int end, Findings out) {
    if (end > start) {
      out.add(rule, start, start, end);
    }
    return Math.max(start, end);
  }
}
