// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Tags;
import backbone.engine.mask.text.Text;

/**
 * Finds JSON Web Tokens from the J of {@code eyJ}, with which a JSON object in base64 starts. The
 * header says how a token was made and stays; the claims and the signature go.
 */
final class JwtDetector {
  private static final int HEADER_BYTES_MAX = 4096;
  private static final byte[] VALUES = values();

  private final Text text;
  private final byte[] header = new byte[HEADER_BYTES_MAX];

  JwtDetector(Text text) {
    this.text = text;
  }

  /** Checks the J at {@code p}. Returns where to go on. */
  int check(int p, Findings out) {
    int start = p - 2;
    if (!text.has(start, "ey") || start < out.floor(text.from()) || isPart(text.before(start))) {
      return p + 1;
    }
    int dot = run(p);
    if (text.at(dot) != '.' || !isHeader(start, dot)) {
      return dot;
    }
    int second = run(dot + 1);
    boolean empty = second == dot + 1;
    // An encrypted token with a direct key has an empty second part.
    if ((empty && text.at(second) != '.') || (text.at(second) != '.' && !isClaims(dot + 1))) {
      return second;
    }
    int end = second;
    while (text.at(end) == '.' && (isPart(text.at(end + 1)) || text.at(end + 1) == '.')) {
      end = run(end + 1);
    }
    if (empty && end == second) {
      return end;
    }
    out.add(Rule.JWT, start, dot + 1, end);
    return end;
  }

  /** Whether a value is a token without its claims: what this rule leaves. */
  boolean isMasked(int start, int end) {
    int dot = start;
    while (dot < end && isPart(text.in()[dot])) {
      dot++;
    }
    return dot > start && dot < end && text.in()[dot] == '.' && isTag(dot + 1, end);
  }

  private boolean isTag(int start, int end) {
    String tag = Tags.of(Rule.JWT);
    return end - start == tag.length() && text.has(start, tag);
  }

  private boolean isClaims(int p) {
    return text.has(p, "eyJ");
  }

  private int run(int p) {
    int at = p;
    while (at < text.to() && isPart(text.in()[at])) {
      at++;
    }
    return at;
  }

  private boolean isHeader(int start, int end) {
    int length = decode(start, Math.min(end, start + HEADER_BYTES_MAX));
    if (length < 2 || header[0] != '{' || header[1] != '"') {
      return false;
    }
    for (int i = 1; i + 5 <= length; i++) {
      if (header[i] == '"' && header[i + 4] == '"' && isName(i + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean isName(int i) {
    return (header[i] == 'a' && header[i + 1] == 'l' && header[i + 2] == 'g')
        || (header[i] == 't' && header[i + 1] == 'y' && header[i + 2] == 'p')
        || (header[i] == 'e' && header[i + 1] == 'n' && header[i + 2] == 'c');
  }

  private int decode(int start, int end) {
    int bits = 0;
    int count = 0;
    int length = 0;
    for (int i = start; i < end; i++) {
      bits = (bits << 6) | VALUES[text.in()[i] & 0xff];
      count += 6;
      if (count >= 8) {
        count -= 8;
        header[length++] = (byte) (bits >> count);
      }
    }
    return length;
  }

  private static boolean isPart(int b) {
    return b == '-' || b == '_' || isAlphanumeric((byte) b);
  }

  private static byte[] values() {
    byte[] table = new byte[256];
    for (int i = 0; i < 26; i++) {
      table['A' + i] = (byte) i;
      table['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      table['0' + i] = (byte) (52 + i);
    }
    table['-'] = 62;
    table['_'] = 63;
    return table;
  }
}
