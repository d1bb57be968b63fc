// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Tags;
import backbone.engine.mask.text.Text;

/**
 * Finds passwords in URLs, {@code scheme://user:PASS@host}, and addresses that are a secret
 * themselves, as those of chats' web hooks. The user's name stays.
 */
final class UrlDetector {
  /** A password with a slash in it is looked for no farther than this. */
  private static final int SLASHED_BYTES_MAX = 256;

  private static final int LOGIN_BYTES_MAX = 2048;
  private static final int TOKEN_BYTES_MIN = 20;
  private static final String[] HOOKS = {
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "outlook.office.com/webhook/"
  };

  private final Text text;

  /** No at sign stands between where it was last looked for and here. */
  private int noneBefore;

  UrlDetector(Text text) {
    this.text = text;
  }

  /** Forgets the text before. */
  void begin() {
    noneBefore = 0;
  }

  /** Checks the colon at {@code colon}, with two slashes behind. Returns where to go on. */
  int check(int colon, Findings out) {
    int host = colon + 3;
    int at = login(host);
    if (at >= 0) {
      int start = password(host, at);
      if (start >= 0 && start < at && !isNothing(start, at)) {
        out.add(Rule.URL_PASSWORD, start, start, at);
      }
      return start >= 0 ? at + 1 : host;
    }
    return hook(host, out);
  }

  /** Where the at sign behind a login stands, or -1 if there is no login. */
  private int login(int host) {
    if (text.at(host) == '[') {
      return -1; // an IPv6 address, or what is left of a name
    }
    int last = -1;
    int password = -1;
    boolean port = true;
    int p = host;
    int limit = Math.min(text.to(), host + LOGIN_BYTES_MAX);
    int depth = text.depth(host - 1);
    while (p < limit && !isEnd(p, depth)) {
      byte b = text.in()[p];
      if (b == '@') {
        last = p;
      } else if (b == ':' && password < 0) {
        password = p + 1;
      } else if (password >= 0) {
        port &= isDigit(b);
      }
      p++;
    }
    boolean slashed = last < 0 && password >= 0 && p > password && !port && p < limit;
    return slashed && isSlash(text.in()[p]) ? atBehind(p) : last;
  }

  /** A password with a slash, which nobody should write, but which some do. */
  private int atBehind(int slash) {
    if (slash < noneBefore) {
      return -1;
    }
    int limit = Math.min(text.to(), slash + SLASHED_BYTES_MAX);
    int p = slash;
    while (p < limit && !isStop(text.in()[p]) && !text.has(p, "://")) {
      if (text.in()[p] == '@' && isAlphanumeric((byte) text.at(p + 1))) {
        return p;
      }
      p++;
    }
    noneBefore = p;
    return -1;
  }

  private int password(int host, int at) {
    for (int p = host; p < at; p++) {
      if (Tags.startsAt(text.in(), p, at)) {
        return -1;
      }
      if (text.in()[p] == ':') {
        return p + 1;
      }
    }
    return isToken(host, at) ? host : -1;
  }

  /** A user's name that is a secret: long, with letters and digits. */
  private boolean isToken(int start, int end) {
    boolean letter = false;
    boolean digit = false;
    for (int p = start; p < end; p++) {
      byte b = text.in()[p];
      letter |= Characters.isLetter(b);
      digit |= isDigit(b);
      if (!Characters.isWord(b) && b != '-' && b != '~') {
        return false;
      }
    }
    return end - start >= TOKEN_BYTES_MIN && letter && digit;
  }

  private boolean isNothing(int start, int end) {
    return Placeholders.isOne(text, start, end);
  }

  private int hook(int host, Findings out) {
    if (text.at(host) != 'h' && text.at(host) != 'd' && text.at(host) != 'o') {
      return host;
    }
    for (String hook : HOOKS) {
      if (text.hasAnyCase(host, hook)) {
        int start = host + hook.length();
        int end = start;
        while (end < text.to() && (Characters.isWord(text.in()[end]) || isPath(text.in()[end]))) {
          end++;
        }
        if (end - start >= TOKEN_BYTES_MIN) {
          out.add(Rule.API_KEY, start, start, end);
          return end;
        }
      }
    }
    return host;
  }

  private boolean isEnd(int p, int depth) {
    byte b = text.in()[p];
    return (isStop(b) && text.depth(p) <= depth)
        || ((isSlash(b) || b == '?' || b == '#') && text.depth(p) == 0);
  }

  private static boolean isSlash(byte b) {
    return b == '/' || b == '\\';
  }

  private static boolean isStop(byte b) {
    return (b >= 0 && b <= ' ') || b == '"' || b == '<' || b == '>' || b == '`';
  }

  private static boolean isPath(byte b) {
    return b == '/' || b == '-' || b == '@' || b == '.';
  }
}
