// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;

/** Finds e-mail addresses from their at sign. */
public final class EmailDetector {
  private static final int LOCAL_BYTES_MAX = 128;
  private static final int USER_BYTES_MAX = 128;

  private EmailDetector() {}

  /** Checks the at sign at {@code at}. Returns where to go on. */
  public static int check(byte[] in, int from, int to, int at, Findings out) {
    if (at == from || at + 4 > to) {
      return at + 1;
    }
    int start = out.claim(local(in, from, at));
    if (start >= at) {
      return at + 1;
    }
    int end = EmailDomain.end(in, at + 1, to);
    if (end < 0 || isUserInfo(in, from, start) || isVoter(in, start, at, end, to)) {
      return at + 1;
    }
    out.dropFrom(start);
    out.add(Rule.EMAIL, start, start, end);
    return end;
  }

  /**
   * Where the local part starts; {@code at} if there is none. What also separates things in logs
   * ({@code user=bob@}) belongs to it only at its very end. Hangul, kana and Han before ASCII
   * letters are the sentence around it, because they are written without a space.
   */
  private static int local(byte[] in, int from, int at) {
    int p = at;
    boolean seen = false;
    boolean ascii = false;
    int floor = Math.max(from, at - LOCAL_BYTES_MAX);
    while (p > floor) {
      byte b = in[p - 1];
      if (b < 0) {
        int start = Characters.startBefore(in, floor, p);
        int codePoint = Characters.codePoint(in, start, p);
        if (!Characters.continuesWord(codePoint, ascii)) {
          break;
        }
        p = start;
        seen = true;
      } else if (isAlphanumeric(b)) {
        ascii = true;
        seen = true;
        p--;
      } else if (isMark(b) || (!seen && isSeparator(b)) || isApostrophe(in, floor, p, at)) {
        p--;
      } else {
        break;
      }
    }
    while (p < at && (in[p] == '.' || in[p] == '-' || in[p] == '\'')) {
      p++;
    }
    return seen ? p : at;
  }

  private static boolean isMark(byte b) {
    return switch (b) {
      case '.', '_', '-', '+', '%', '~', '!', '$', '*' -> true;
      default -> false;
    };
  }

  private static boolean isSeparator(byte b) {
    return switch (b) {
      case '=', '&', '?', '#', '^', '|', '{', '}', '`' -> true;
      default -> false;
    };
  }

  private static boolean isApostrophe(byte[] in, int floor, int p, int at) {
    return in[p - 1] == '\'' && p < at && p - 2 >= floor && isAlphanumeric(in[p - 2]);
  }

  /** {@code scheme://user@} or {@code scheme://user:word@}: a login, not an address. */
  private static boolean isUserInfo(byte[] in, int from, int start) {
    if (start == from || (in[start - 1] != '/' && in[start - 1] != ':')) {
      return false;
    }
    int floor = Math.max(from, start - USER_BYTES_MAX);
    int p = start;
    if (in[start - 1] == ':') {
      p = start - 1;
      while (p > floor && (isAlphanumeric(in[p - 1]) || isMark(in[p - 1]))) {
        p--;
      }
    }
    return p - 3 >= from && in[p - 1] == '/' && in[p - 2] == '/' && in[p - 3] == ':';
  }

  /** {@code 1@broker.example:9093}, how Kafka names a member of its quorum. */
  private static boolean isVoter(byte[] in, int start, int at, int end, int to) {
    for (int p = start; p < at; p++) {
      if (!isDigit(in[p])) {
        return false;
      }
    }
    return end + 1 < to && in[end] == ':' && isDigit(in[end + 1]);
  }
}
