// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/**
 * Finds private keys in PEM armour, over lines or on one, whole or cut. Certificates and public
 * keys stay.
 */
final class PrivateKeyDetector {
  private static final String BEGIN = "BEGIN ";
  private static final String DASHES = "-----";
  private static final int LABEL_BYTES_MAX = 64;

  /** A line of a cut block that is shorter is its last, or no part of it. */
  private static final int LINE_BYTES_MIN = 24;

  private final Text text;

  PrivateKeyDetector(Text text) {
    this.text = text;
  }

  /** Checks the dash at {@code p}, the last before BEGIN. Returns where to go on. */
  int check(int p, Findings out) {
    int start = p;
    while (start > text.from() && text.in()[start - 1] == '-' && p - start < DASHES.length()) {
      start--;
    }
    int end = end(start);
    if (end < 0 || start < out.floor(text.from())) {
      return p + 1;
    }
    out.add(Rule.PRIVATE_KEY, start, start, end);
    return end;
  }

  /** Where the key that starts at {@code start} ends, or -1 if none starts there. */
  int end(int start) {
    int label = start;
    while (text.at(label) == '-' || (text.at(label) == ' ' && text.before(label) == '-')) {
      label++;
    }
    if (label - start < 4 || !hasWords(label, BEGIN)) {
      return -1;
    }
    int close = label;
    boolean secret = false;
    while (isLabel(text.at(close)) && close - label < LABEL_BYTES_MAX) {
      secret |= text.in()[close] == 'P' && hasWords(close, "PRIVATE KEY");
      close++;
    }
    if (!secret && !text.has(label, "BEGIN SSH2 ENCRYPTED")) {
      return -1;
    }
    int body = dashes(close);
    return body - close < 4 ? -1 : end(start, body);
  }

  private int end(int start, int body) {
    int p = body;
    while (p < text.to() && !(text.in()[p] == '-' && text.has(p, "----"))) {
      p++;
    }
    int label = text.skipBlanks(dashes(p));
    if (!hasWords(label, "END ")) {
      return Math.max(cut(body, p), start + 1);
    }
    while (isLabel(text.at(label))) {
      label++;
    }
    return dashes(label);
  }

  /** Where a block ends whose end is missing. */
  private int cut(int body, int limit) {
    int end = body;
    int p = body;
    while (true) {
      while (p < limit && isBreak(text.in()[p])) {
        p++;
      }
      int word = p;
      while (p < limit && (isAlphanumeric(text.in()[p]) || isSign(text.in()[p]))) {
        p++;
      }
      if (p < limit && text.in()[p] == ':' && p - word <= LINE_BYTES_MIN) {
        p = text.lineEnd(p); // Proc-Type: 4,ENCRYPTED
        continue;
      }
      boolean last = p >= limit || !isBreak(text.in()[p]);
      if (p == word || (p - word < LINE_BYTES_MIN && !last)) {
        return end;
      }
      end = p;
    }
  }

  /** Plus is how a form sends a space. */
  private boolean hasWords(int p, String words) {
    for (int i = 0; i < words.length(); i++) {
      int b = text.at(p + i);
      if (b != words.charAt(i) && !(b == '+' && words.charAt(i) == ' ')) {
        return false;
      }
    }
    return true;
  }

  private int dashes(int p) {
    int at = p;
    while (text.at(at) == '-') {
      at++;
    }
    return at;
  }

  private static boolean isLabel(int b) {
    return b == ' ' || b == '+' || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private static boolean isSign(byte b) {
    return b == '+' || b == '/' || b == '=' || b == '-';
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r' || b == ' ' || b == '\t' || b == '\\';
  }
}
