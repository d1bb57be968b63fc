// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.secrets.Commands.Program;
import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/** Finds secrets on command lines: {@code --password x}, {@code -u user:x} of curl. */
final class OptionDetector {
  private static final int NAME_BYTES_MAX = 48;

  private final Text text;
  private final ValueEnd ends;
  private final Commands commands;

  OptionDetector(Text text, Brackets brackets) {
    this.text = text;
    ends = new ValueEnd(text, brackets);
    commands = new Commands(text);
  }

  /** Forgets the text before. */
  void begin() {
    commands.begin();
  }

  /** Checks the dash at {@code p}, which may start an option. Returns {@code p} for nothing. */
  int check(int p, Findings out) {
    if (!isStart(text.before(p))) {
      return p;
    }
    int name = text.at(p + 1) == '-' ? p + 2 : p + 1;
    if (name == p + 1 && isLetterOfPassword(text.at(name))) {
      int after = letter(p, name, out);
      if (after > p) {
        return after;
      }
    }
    if (!isLetter((byte) text.at(name)) && text.at(name) >= 0) {
      return p;
    }
    int end = name;
    while (end < text.to() && end - name < NAME_BYTES_MAX && isName(text.in()[end])) {
      end++;
    }
    int value = valueStart(end);
    if (value < 0) {
      return attached(p, name, end, out);
    }
    if (isLogin(p, name, end)) {
      return login(p, value, out);
    }
    boolean secret =
        SecretWords.mayEnd(text, end) && SecretWords.kind(text, name, end) == Kind.SECRET;
    return secret && text.at(value) != '-' ? add(p, value, value, out) : p;
  }

  private static boolean isLetterOfPassword(int b) {
    return b == 'p' || b == 'P' || b == 'a' || b == 'w';
  }

  /** {@code mysql -px}, {@code sshpass -p x}: the program that is called tells. */
  private int letter(int p, int name, Findings out) {
    Program program = commands.taking(text.in()[name], p);
    if (program == null) {
      return p;
    }
    int next = text.at(name + 1);
    int end = name + 1;
    while (next == '\\') {
      next = text.at(++end);
    }
    boolean apart = next == ' ' || next == '\t' || isListed(end);
    int value = apart ? valueStart(name + 1) : name + 1;
    boolean fits = apart ? program.apart() && value > 0 : program.attached() && next > ' ';
    if (!fits || text.at(value) == '-' || (!apart && isPorts(value))) {
      return p;
    }
    commands.given();
    return add(p, value, value, out);
  }

  /** Whether a text of a list ends here and another follows. */
  private boolean isListed(int quote) {
    boolean quoted = text.at(quote) == '"' || text.at(quote) == '\'';
    return quoted && text.at(quote + 1) == ',';
  }

  /** {@code -p3306:3306}. */
  private boolean isPorts(int p) {
    int at = p;
    int colons = 0;
    while (isDigit((byte) text.at(at)) || (text.at(at) == ':' && at > p)) {
      colons += text.at(at) == ':' ? 1 : 0;
      at++;
    }
    return colons > 0 && text.at(at) <= ' ';
  }

  /** Behind a blank, or as the next text of a list: {@code "--password", "x"}. */
  private int valueStart(int end) {
    int at = end;
    while (text.at(at) == '\\') {
      at++;
    }
    boolean quoted = text.at(at) == '"' || text.at(at) == '\'';
    at = quoted ? at + 1 : end;
    boolean comma = text.at(at) == ',';
    int value = text.skipBlanks(comma ? at + 1 : at);
    boolean apart = comma || (value > at && !quoted);
    return apart && value < text.to() && text.in()[value] > ' ' ? value : -1;
  }

  /** {@code -ubob:x}, {@code --user=bob:x}. */
  private int attached(int p, int name, int end, Findings out) {
    if (name == p + 1 && text.in()[name] == 'u' && end > name + 1 && commands.isCurl(p)) {
      return login(p, name + 1, out);
    }
    boolean named = text.at(end) == '=' && end > name + 1;
    return named && isLogin(p, name, end) ? login(p, end + 1, out) : p;
  }

  private int login(int p, int value, Findings out) {
    int start = quoteEnd(value);
    int colon = start;
    boolean digits = true;
    while (colon < text.to() && isUser(text.in()[colon])) {
      digits &= isDigit(text.in()[colon]);
      colon++;
    }
    boolean fits = text.at(colon) == ':' && colon > start && !digits && text.at(colon + 1) != '/';
    return fits ? add(p, value, colon + 1, out) : p;
  }

  private int add(int p, int value, int from, Findings out) {
    int inner = quoteEnd(value);
    int start = Math.max(inner, from);
    int end = inner > value ? ends.quoted(inner) : ends.unquoted(start, p, Place.WORD);
    boolean none = end <= start || start < out.floor(text.from());
    return none || Placeholders.isOne(text, start, end)
        ? p
        : SecretDetector.found(Rule.SECRET, start, end, out);
  }

  private int quoteEnd(int value) {
    int at = value;
    while (text.at(at) == '\\') {
      at++;
    }
    return text.at(at) == '"' || text.at(at) == '\'' ? at + 1 : value;
  }

  private boolean isLogin(int p, int name, int end) {
    boolean option =
        name == p + 1
            ? end == name + 1 && (text.in()[name] == 'u' || text.in()[name] == 'U')
            : (end - name == 4 && text.has(name, "user"))
                || (end - name == 10 && text.has(name, "proxy-user"));
    return option && commands.isCurl(p);
  }

  private static boolean isStart(int b) {
    return switch (b) {
      case 0, ' ', '\t', '\n', '"', '\'', '[', ',', '=', '`', '(' -> true;
      default -> false;
    };
  }

  private static boolean isName(byte b) {
    return b < 0 || isAlphanumeric(b) || b == '-' || b == '_' || b == '.';
  }

  private static boolean isUser(byte b) {
    return b < 0 || isAlphanumeric(b) || "-_.@+%$\\".indexOf(b) >= 0;
  }
}
