// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Text;

/**
 * Where a value ends. The syntax in which it stands decides, not the first byte that might be an
 * end: a password may hold quotes, blanks, commas, and none of it may be left.
 */
final class ValueEnd {
  private static final int AHEAD_BYTES_MAX = 128;
  private static final int NAME_BYTES_MAX = 40;

  /** How far a bracket looks for others that close. */
  private static final int WORD_BYTES_MAX = 32;

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";
  private static final boolean[] STOPS = stops();

  /** In what a value without quotes stands. */
  enum Place {
    /** Of a URL: up to the next parameter. */
    PARAMETER,
    /** One word. */
    WORD,
    /** In brackets: up to the next member or the end of the brackets. */
    MEMBER,
    /** The rest of the line. */
    LINE,
    /** In JSON: a number, say. */
    LITERAL
  }

  private final Text text;
  private final Brackets brackets;

  ValueEnd(Text text, Brackets brackets) {
    this.text = text;
    this.brackets = brackets;
  }

  /**
   * The end of a value in quotes, without the quote and its backslashes; the end of the line if the
   * quote is missing. A quote within is written with more backslashes than the one that opens.
   *
   * @param start first byte of the value; the quote is before it
   */
  int quoted(int start) {
    byte quote = text.in()[start - 1];
    int level = text.backslashesBefore(start - 1);
    int depth = text.depth(start - 1);
    int unit = 2 * (level + 1);
    int backslashes = 0;
    for (int p = start; p < text.to(); p++) {
      byte b = text.in()[p];
      if (b == '\\') {
        backslashes++;
        continue;
      }
      if ((b == quote || (b == '"' && backslashes < level)) && text.depth(p) <= depth) {
        boolean doubled = quote == '\'' && level == 0 && isDoubled(p, start);
        if (doubled) {
          p++; // as SQL and YAML write a quote
        } else if (backslashes < level) {
          return p - backslashes;
        } else if (backslashes % unit == level) {
          return p - level;
        }
      }
      backslashes = 0;
    }
    return text.lineEnd(start);
  }

  /** Two quotes at the beginning are an empty value, or a quote and what follows it. */
  private boolean isDoubled(int p, int start) {
    return text.at(p + 1) == '\'' && (p > start || !isStructure(text.at(p + 2)));
  }

  /**
   * The end of a value without quotes.
   *
   * @param separator where its separator stands; what is escaped deeper than that is no end
   */
  int unquoted(int start, int separator, Place place) {
    int depth = text.depth(separator);
    int open = 0;
    int p = start;
    while (p < text.to()) {
      byte b = text.in()[p];
      if (!STOPS[b & 0xff]) {
        p++;
        continue;
      }
      int own = text.depth(p);
      if (b == '+' || (b == ' ' && text.isPlus(p))) {
        if (own == depth - 1) {
          return p; // how a form sends a blank
        }
      } else if (own <= depth) {
        if (b == '(' || b == '[' || b == '{' || (b == '<' && p == start)) {
          open++;
        } else if (open > 0 && isClosing(b)) {
          open--;
        } else if (ends(p, b, separator, place)) {
          return b == '"' || b == '\'' ? p - text.backslashesBefore(p) : p;
        }
      }
      p++;
    }
    return text.to();
  }

  /**
   * Where a value ends that has an escaped line end or tab at {@code end}. Nobody can tell {@code
   * \n} in a password from the end of its line, so what touches it belongs to the value, unless it
   * is the next pair.
   */
  int pastEscapes(int end, int separator) {
    int at = end;
    while (text.isEscaped(at) && text.in()[at] < ' ' && text.in()[at] > 0) {
      int next = text.in()[at] == '\r' && text.at(at + 1) == '\n' ? at + 2 : at + 1;
      boolean touches = text.at(next) > ' ' || text.at(next) < 0;
      if (!touches || isStructure(text.in()[next]) || isPair(next, separator) || isMark(next)) {
        return at;
      }
      at = unquoted(next, separator, Place.WORD);
    }
    return at;
  }

  /** The dash of a list, a comment's sign: alone before a blank. */
  private boolean isMark(int p) {
    return text.at(p + 1) <= ' ' && text.at(p + 1) >= 0;
  }

  private boolean ends(int p, byte b, int separator, Place place) {
    return switch (b) {
      case '\n' -> true;
      case '\r' -> text.at(p + 1) == '\n' || p + 1 == text.to();
      case ' ', '\t' ->
          place != Place.LINE && !(place == Place.MEMBER && isMemberBehind(p, separator));
      case '"', '\'', '`' -> isStructure(text.at(p + 1)) && brackets.isQuoted(b, separator);
      case '&' -> place == Place.PARAMETER || isPair(p + 1, separator);
      case '#' -> place == Place.PARAMETER;
      case ',' -> place == Place.LITERAL || isListEnd(p, separator, place);
      case ';', '|' -> isListEnd(p, separator, place);
      case ')', ']', '}', '>' ->
          place == Place.LITERAL || (isStructure(text.at(p + 1)) && isOpened(p, b, separator));
      case '<' -> text.at(p + 1) == '/' || text.has(p, "<br");
      default -> false;
    };
  }

  /** Whether so many of these brackets are open before the value that this one closes one. */
  private boolean isOpened(int p, byte closing, int separator) {
    int open = brackets.open(closing, separator);
    int closed = 0;
    int inner = 0;
    int limit = Math.min(text.to(), p + WORD_BYTES_MAX);
    for (int at = p; at < limit && closed <= open && text.in()[at] > ' '; at++) {
      byte b = text.in()[at];
      if (b == OPENING.charAt(CLOSING.indexOf(closing))) {
        inner++;
      } else if (b == closing) {
        closed += inner == 0 ? 1 : 0;
        inner -= inner == 0 ? 0 : 1;
      }
    }
    return closed <= open;
  }

  private boolean isListEnd(int p, int separator, Place place) {
    int next = text.skipBlanks(p + 1);
    boolean last = next >= text.to() || text.in()[next] == '\n' || text.in()[next] == '\r';
    boolean connection = text.in()[p] == ';' && place == Place.MEMBER; // "User Id=x"
    if (last || isPair(next, separator, connection)) {
      return true;
    }
    boolean goesOn = place == Place.MEMBER && isMemberBehind(p, separator);
    return next > p + 1 && place != Place.LINE && !goesOn;
  }

  /** Whether a key and the same kind of separator stand at {@code p}, perhaps in quotes. */
  private boolean isPair(int p, int separator) {
    return isPair(p, separator, false);
  }

  private boolean isPair(int p, int separator, boolean blanks) {
    int at = p;
    while (text.at(at) == '\\' || text.at(at) == '"' || text.at(at) == '\'') {
      at++;
    }
    int name = at;
    while (at < text.to() && at - name < NAME_BYTES_MAX && isName(text.in()[at], blanks)) {
      at++;
    }
    if (at == name
        || !(isLetter(text.in()[name]) || text.in()[name] == '_' || text.in()[name] < 0)) {
      return false;
    }
    while (text.at(at) == '\\' || text.at(at) == '"' || text.at(at) == '\'') {
      at++;
    }
    return text.at(at) == '=' || (text.at(at) == ':' && text.at(separator) == ':');
  }

  /** Whether the member goes on behind the blank at {@code p}, to the next or to the bracket. */
  private boolean isMemberBehind(int p, int separator) {
    int limit = Math.min(text.to(), p + AHEAD_BYTES_MAX);
    for (int at = p + 1; at < limit; at++) {
      byte b = text.in()[at];
      if (b == '\n' || b == '\r' || b == '"' || b == '=' || b == '{' || b == '(' || b == '[') {
        return false;
      }
      if (b == ':' && text.at(separator) == ':') {
        return false;
      }
      if (b == ',' && isPair(text.skipBlanks(at + 1), separator)) {
        return true;
      }
      if (isClosing(b) && isStructure(text.at(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether more pairs of key and value stand in the rest of the line. */
  boolean hasPairs(int start, int separator) {
    int limit = Math.min(text.lineEnd(start), start + 4 * AHEAD_BYTES_MAX);
    for (int p = start; p < limit; p++) {
      byte b = text.in()[p];
      boolean mark = b == ' ' || b == ',' || b == ';';
      if (mark && p + 1 < limit && isPair(p + 1, separator) && !isPadding(p + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The equals signs with which base64 ends are no pair's. */
  private boolean isPadding(int p) {
    int at = p;
    while (at < text.to() && text.in()[at] != '=' && text.in()[at] != ':' && text.in()[at] > ' ') {
      at++;
    }
    int next = text.at(at) == '=' ? text.at(at + 1) : 'x';
    return next == '=' || next == 0 || next == '\n' || next == '\r';
  }

  /** What may stand behind a bracket or a quote that closes. */
  static boolean isStructure(int b) {
    return switch (b) {
      case 0, ' ', '\t', '\n', '\r', ',', ';', ':', '"', '\'', '\\', '|', '.', '&' -> true;
      default -> isClosing((byte) b);
    };
  }

  private static boolean isClosing(byte b) {
    return b == ')' || b == ']' || b == '}' || b == '>';
  }

  private static boolean isName(byte b, boolean blanks) {
    return b < 0 || isWord(b) || isAlphanumeric(b) || b == '-' || b == '.' || (blanks && b == ' ');
  }

  private static boolean[] stops() {
    boolean[] table = new boolean[256];
    for (char c : "\n\r \t\"'`&#,;|)]}>([{<+".toCharArray()) {
      table[c] = true;
    }
    return table;
  }
}
