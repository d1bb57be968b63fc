// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/**
 * Finds passwords that a program takes as an argument without a name: {@code sqlplus u/p@db},
 * {@code htpasswd -b file u p}, and Oracle's in {@code jdbc:oracle:thin:u/p@h}.
 */
final class LoginDetector {
  private static final int ARGUMENTS_MAX = 8;
  private static final int ARGUMENT_BYTES_MAX = 256;

  private final Text text;
  private final ValueEnd ends;

  LoginDetector(Text text, ValueEnd ends) {
    this.text = text;
    this.ends = ends;
  }

  /** Checks the q at {@code p}, which may be that of sqlplus. Returns {@code p} for nothing. */
  int sql(int p, Findings out) {
    boolean fits = text.has(p - 1, "sqlplus") || text.has(p - 1, "sqlldr");
    if (!fits || isAlphanumeric((byte) text.before(p - 1))) {
      return p;
    }
    int at = pastArgument(p);
    for (int i = 0; i < ARGUMENTS_MAX && text.at(at) == '-'; i++) {
      at = pastArgument(at);
    }
    at = text.hasAnyCase(at, "userid=") ? at + 7 : at;
    return login(p, quoteEnd(at), out);
  }

  /** A user, a slash, and the password up to an at sign or a blank. */
  int login(int p, int start, Findings out) {
    int slash = start;
    while (slash < text.to() && isUser(text.in()[slash])) {
      slash++;
    }
    if (slash == start || text.at(slash) != '/') {
      return p;
    }
    int open = quoteEnd(slash + 1);
    int end = open > slash + 1 ? ends.quoted(open) : ends.unquoted(open, p, Place.WORD);
    for (int at = end - 1; open == slash + 1 && at > open; at--) {
      end = text.in()[at] == '@' ? at : end;
    }
    return add(p, open, end, out);
  }

  /** Checks the w at {@code p}, which may be that of htpasswd. Returns {@code p} for nothing. */
  int htpasswd(int p, Findings out) {
    if (!text.has(p - 6, "htpasswd")) {
      return p;
    }
    int at = pastArgument(p);
    boolean batch = false;
    boolean shown = false;
    for (int i = 0; i < ARGUMENTS_MAX && text.at(at) == '-'; i++) {
      int next = pastArgument(at);
      for (int flag = at; flag < next; flag++) {
        batch |= text.in()[flag] == 'b';
        shown |= text.in()[flag] == 'n';
      }
      at = next;
    }
    int value = pastArgument(at);
    value = shown ? value : pastArgument(value);
    if (!batch || value <= at || value >= text.to()) {
      return p;
    }
    int open = quoteEnd(value);
    int end = open > value ? ends.quoted(open) : ends.unquoted(open, p, Place.WORD);
    return add(p, open, end, out);
  }

  private int add(int p, int start, int end, Findings out) {
    boolean none = end <= start || start < out.floor(text.from());
    return none || Placeholders.isOne(text, start, end)
        ? p
        : SecretDetector.found(Rule.SECRET, start, end, out);
  }

  /** Past an argument and the blanks behind it. */
  private int pastArgument(int p) {
    int at = p;
    while (at < text.to() && at - p < ARGUMENT_BYTES_MAX && text.in()[at] > ' ') {
      at++;
    }
    return text.skipBlanks(at);
  }

  private int quoteEnd(int p) {
    int at = p;
    while (text.at(at) == '\\') {
      at++;
    }
    return text.at(at) == '"' || text.at(at) == '\'' ? at + 1 : p;
  }

  private static boolean isUser(byte b) {
    return b < 0 || isAlphanumeric(b) || "_$#.-".indexOf(b) >= 0;
  }
}
