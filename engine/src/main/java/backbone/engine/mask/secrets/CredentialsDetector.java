// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.lower;

import backbone.engine.mask.secrets.ValueEnd.Place;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/**
 * Finds what proves who a caller is: values of Authorization and Cookie headers, and {@code Bearer
 * x} or {@code Basic x} on their own. The name of the scheme stays.
 */
final class CredentialsDetector {
  private static final int LOOSE_BYTES_MIN = 8;
  private static final int LONG_BYTES_MIN = 20;
  private static final String[] SCHEMES = {
    "bearer",
    "basic",
    "digest",
    "negotiate",
    "ntlm",
    "token",
    "apikey",
    "aws4-hmac-sha256",
    "hawk",
    "oauth",
    "jwt",
    "ssws",
    "googlelogin",
    "sharedkey",
    "sharedaccesssignature",
    "key",
    "kerberos",
    "mac",
    "aws",
    "splunk",
    "genie",
    "sso-key",
    "bot",
    "signature"
  };

  private final Text text;

  CredentialsDetector(Text text) {
    this.text = text;
  }

  /** Checks the B at {@code p}. Returns where to go on; {@code p} for nothing. */
  int word(int p, Findings out) {
    boolean bearer = text.hasAnyCase(p, "bearer");
    if (!(bearer || text.hasAnyCase(p, "basic")) || isAlphanumeric((byte) text.before(p))) {
      return p;
    }
    int start = p + (bearer ? 6 : 5);
    int value = skipBlanks(start);
    if (value == start || p < out.floor(text.from())) {
      return p;
    }
    int end = tokenEnd(value);
    boolean fits = bearer ? isToken(value, end) : isLogin(value, end);
    return fits ? SecretDetector.found(Rule.CREDENTIALS, value, end, out) : p;
  }

  /** The value of an Authorization header that stands without quotes of its own. */
  int header(int p, int start, ValueEnd ends, Findings out) {
    int scheme = schemeEnd(start);
    if (scheme > start) {
      int value = skipBlanks(scheme);
      int end = isParameters(value) ? parametersEnd(value) : ends.unquoted(value, p, Place.WORD);
      return add(p, start, end, out);
    }
    int end = ends.unquoted(start, p, Place.WORD);
    if (Placeholders.isOne(text, start, end)) {
      return p; // what is behind it was not part of it when it was masked
    }
    int more = skipBlanks(end);
    int second = more > end ? ends.unquoted(more, p, Place.WORD) : end;
    return add(p, start, isRandom(more, second) ? second : end, out);
  }

  /** The pairs of a Cookie or Set-Cookie header. */
  int cookies(int p, int start, ValueEnd ends, Findings out) {
    int at = start;
    int end = start;
    while (at < text.to()) {
      end = ends.unquoted(at, p, Place.PARAMETER);
      while (end > at && end < text.to() && text.in()[end] == '&') {
        end = ends.unquoted(end + 1, p, Place.PARAMETER);
      }
      if (text.at(end) != ';') {
        if (end > at && text.in()[end - 1] == ';') {
          int next = skipBlanks(end);
          if (next > end && next < text.to()) {
            at = next;
            continue;
          }
        }
        break;
      }
      int next = skipBlanks(end + 1);
      if (next >= text.to() || text.in()[next] == '\n' || text.in()[next] == '\r') {
        break;
      }
      at = next;
    }
    return add(p, start, end, out);
  }

  /** Adds what is behind the name of the scheme. */
  int add(int p, int start, int end, Findings out) {
    int scheme = schemeEnd(start);
    int value = scheme > start && scheme < end ? skipBlanks(scheme) : start;
    if (value >= end || Placeholders.isOne(text, value, end)) {
      return p;
    }
    return SecretDetector.found(Rule.CREDENTIALS, value, end, out);
  }

  /** Where the name of a scheme ends that a blank follows; {@code start} if there is none. */
  int schemeEnd(int start) {
    if (!isLetter((byte) text.at(start))) {
      return start;
    }
    int first = lower(text.in()[start]);
    for (String scheme : SCHEMES) {
      int end = start + scheme.length();
      if (scheme.charAt(0) == first && isBlank(end) && text.hasAnyCase(start, scheme)) {
        return end;
      }
    }
    return start;
  }

  private boolean isBlank(int p) {
    int b = text.at(p);
    return b == ' ' || b == '\t' || (b == '+' && text.before(p) != '+');
  }

  private int skipBlanks(int p) {
    int at = p;
    while (at - p < 8 && isBlank(at)) {
      at++;
    }
    return at;
  }

  /** {@code username="x", realm="y"}: one pair at least. */
  private boolean isParameters(int p) {
    int at = p;
    while (isLetter((byte) text.at(at)) || text.at(at) == '_' || text.at(at) == '-') {
      at++;
    }
    return at > p
        && text.at(at) == '='
        && at + 1 < text.to()
        && text.in()[at + 1] != '='
        && text.in()[at + 1] > ' '
        && (at - p < LONG_BYTES_MIN);
  }

  private int parametersEnd(int p) {
    int at = p;
    int end = p;
    while (isParameters(at)) {
      while (text.in()[at] != '=') {
        at++;
      }
      end = valueEnd(at + 1);
      at = end;
      while (text.at(at) == ',' || text.at(at) == ' ') {
        at++;
      }
    }
    return end;
  }

  private int valueEnd(int p) {
    int at = p;
    while (text.at(at) == '\\') {
      at++;
    }
    if (text.at(at) == '"') {
      int level = at - p;
      at++;
      while (at < text.to() && text.in()[at] != '"' && text.in()[at] != '\n') {
        at++;
      }
      return text.at(at) == '"' ? at + 1 : Math.max(p, at - level);
    }
    while (at < text.to() && text.in()[at] > ' ' && ",\"'}])".indexOf(text.in()[at]) < 0) {
      at++;
    }
    return at;
  }

  private int tokenEnd(int p) {
    int at = p;
    while (at < text.to() && isTokenByte(text.in()[at])) {
      at++;
    }
    return at;
  }

  /** Long, or with a digit, or with marks in it: no word of a sentence. */
  private boolean isToken(int start, int end) {
    int length = end - start;
    boolean named = hasName(start, end) || (text.before(end) == '=' && text.at(end) == '[');
    if (length < LOOSE_BYTES_MIN || named || text.has(end - 3, "xxx")) {
      return false;
    }
    boolean digit = false;
    boolean upper = false;
    boolean lower = false;
    for (int p = start; p < end; p++) {
      byte b = text.in()[p];
      digit |= isDigit(b);
      upper |= p > start && b >= 'A' && b <= 'Z';
      lower |= lower(b) == b && isLetter(b);
    }
    return digit || (upper && lower && length >= LONG_BYTES_MIN - 4) || length >= 32;
  }

  private boolean hasName(int start, int end) {
    for (int p = start; p < end - 1; p++) {
      if (text.in()[p] == '=') {
        return text.in()[p + 1] != '=';
      }
    }
    return false;
  }

  /** Whether base64 of something with a colon, which is how a name and a password are sent. */
  private boolean isLogin(int start, int end) {
    int bits = 0;
    int count = 0;
    for (int p = start; p < end; p++) {
      int value = base64(text.in()[p]);
      if (value < 0) {
        break;
      }
      bits = (bits << 6) | value;
      count += 6;
      if (count >= 8) {
        count -= 8;
        int decoded = (bits >> count) & 0xff;
        if (decoded == ':') {
          return end - start >= 4;
        }
        if (decoded < ' ') {
          return false;
        }
      }
    }
    return false;
  }

  private boolean isRandom(int start, int end) {
    boolean digit = false;
    for (int p = start; p < end; p++) {
      digit |= isDigit(text.in()[p]) || text.in()[p] == '=';
    }
    return digit && end - start >= LOOSE_BYTES_MIN;
  }

  private static int base64(byte b) {
    if (isLetter(b)) {
      return b >= 'a' ? b - 'a' + 26 : b - 'A';
    }
    if (isDigit(b)) {
      return b - '0' + 52;
    }
    return b == '+' || b == '-' ? 62 : b == '/' || b == '_' ? 63 : -1;
  }

  private static boolean isTokenByte(byte b) {
    return isAlphanumeric(b) || "._~+/=-|:".indexOf(b) >= 0;
  }
}
