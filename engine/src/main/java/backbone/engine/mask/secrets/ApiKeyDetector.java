// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.secrets.ApiKeyPrefix.Body;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/** Finds keys of well-known services by how they begin. */
final class ApiKeyDetector {
  private static final ApiKeyPrefix[][] DASHED = ApiKeyPrefix.byAnchor('-');
  private static final ApiKeyPrefix[][] LINED = ApiKeyPrefix.byAnchor('_');

  private final Text text;

  ApiKeyDetector(Text text) {
    this.text = text;
  }

  /** Checks the dash at {@code p}. Returns where to go on; {@code p} if nothing was found. */
  int dash(int p, Findings out) {
    return prefixed(DASHED, p, out);
  }

  /** Checks the underscore at {@code p}. */
  int line(int p, Findings out) {
    return prefixed(LINED, p, out);
  }

  /** Checks the capital I at {@code p}: AKIA and ASIA of AWS, AIza of Google, LTAI, AKID. */
  int capitalI(int p, Findings out) {
    int before = text.before(p);
    int next = text.at(p + 1);
    if (next == 'A' && (before == 'K' || before == 'S' || before == 'B')) {
      return text.before(p - 1) == 'A' ? exactly(p - 2, p + 2, 16, 20, out) : p;
    }
    if (before == 'A' && text.has(p, "Iza")) {
      return fixed(p - 1, p + 3, 30, Body.URL, out);
    }
    if (before == 'A' && text.has(p - 3, "LT")) {
      return exactly(p - 3, p + 1, 12, 26, out);
    }
    return before == 'K' && text.has(p - 2, "AKID") ? exactly(p - 2, p + 2, 28, 44, out) : p;
  }

  /** Checks the capital K at {@code p}: Twilio's SK and 32 hexadecimal digits. */
  int capitalK(int p, Findings out) {
    if (text.before(p) == 'S' && Body.HEX.has((byte) text.at(p + 1))) {
      int end = run(p + 1, Body.HEX);
      return end - p == 33 ? found(p - 1, end, out) : p;
    }
    return text.has(p - 1, "AKCp") ? fixed(p - 1, p + 3, 50, Body.ALPHANUMERIC, out) : p;
  }

  /** Checks the capital G at {@code p}: SendGrid's SG., Atlassian's ATATT3xFfGF0. */
  int capitalG(int p, Findings out) {
    if (text.before(p) == 'S' && text.at(p + 1) == '.') {
      int dot = run(p + 2, Body.URL);
      int end = run(dot + 1, Body.URL);
      boolean fits = dot - p > 16 && text.at(dot) == '.' && end - dot > 16;
      return fits ? found(p - 1, end, out) : p;
    }
    return text.has(p - 10, "ATATT3xFfGF0") ? fixed(p - 10, p + 2, 40, Body.BASE64, out) : p;
  }

  /** Checks the v at {@code p}: Vault's hvs., hvb., hvr. and Terraform's .atlasv1. */
  int smallV(int p, Findings out) {
    int before = text.before(p);
    if (before == 'h' && text.at(p + 2) == '.' && isVault(text.at(p + 1))) {
      return fixed(p - 1, p + 3, 20, Body.URL, out);
    }
    if (before == 's' && text.has(p - 6, ".atlasv1.")) {
      int start = p - 6;
      while (start > text.from() && p - start < 24 && isAlphanumeric(text.in()[start - 1])) {
        start--;
      }
      return fixed(start, p + 3, 40, Body.URL, out);
    }
    return p;
  }

  /** Checks the tilde at {@code p}: secrets of Azure's clients have Q~ behind a digit. */
  int tilde(int p, Findings out) {
    if (text.before(p) != 'Q' || p - 5 < text.from() || !isDigit(text.in()[p - 2])) {
      return p;
    }
    int end = p + 1;
    while (end < text.to() && isAzure(text.in()[end])) {
      end++;
    }
    return end - p >= 30 && end - p <= 40 ? found(p - 5, end, out) : p;
  }

  /** Checks the colon at {@code p}: Telegram's number of a bot, then AA and 33 more. */
  int colon(int p, Findings out) {
    int start = p;
    while (start > text.from() && p - start <= 10 && isDigit(text.in()[start - 1])) {
      start--;
    }
    int end = run(p + 1, Body.URL);
    boolean fits = p - start >= 6 && p - start <= 10 && end - p >= 31 && end - p <= 50;
    if (!fits || start < out.floor(text.from())) {
      return p;
    }
    out.add(Rule.API_KEY, start, start, end);
    return end;
  }

  private int prefixed(ApiKeyPrefix[][] table, int p, Findings out) {
    int before = text.before(p);
    ApiKeyPrefix[] prefixes = before > 0 ? table[before] : null;
    if (prefixes == null) {
      return p;
    }
    for (ApiKeyPrefix prefix : prefixes) {
      int start = p - prefix.anchor();
      if (text.has(start, prefix.text())) {
        int body = start + prefix.text().length();
        int end = fixed(start, body, prefix.min(), prefix.body(), out);
        if (end > p) {
          return end;
        }
      }
    }
    return p;
  }

  private int exactly(int start, int body, int min, int max, Findings out) {
    if (isTouched(start)) {
      return start;
    }
    int end = run(body, Body.ALPHANUMERIC);
    return end - body >= min && end - body <= max ? found(start, end, out) : start;
  }

  private int fixed(int start, int body, int min, Body kind, Findings out) {
    if (isTouched(start)) {
      return start;
    }
    boolean digit = kind != Body.URL && kind != Body.BASE64;
    boolean upper = false;
    boolean lower = false;
    for (int i = body; i < body + min; i++) {
      if (i >= text.to() || !kind.has(text.in()[i])) {
        return start;
      }
      digit |= isDigit(text.in()[i]);
      upper |= text.in()[i] >= 'A' && text.in()[i] <= 'Z';
      lower |= text.in()[i] >= 'a' && text.in()[i] <= 'z';
    }
    return digit || (upper && lower) ? found(start, run(body + min, kind), out) : start;
  }

  private int found(int start, int end, Findings out) {
    if (isTouched(start) || start < out.floor(text.from())) {
      return start;
    }
    out.add(Rule.API_KEY, start, start, end);
    return end;
  }

  private boolean isTouched(int start) {
    return isAlphanumeric((byte) text.before(start));
  }

  private int run(int p, Body kind) {
    int at = p;
    while (at < text.to() && kind.has(text.in()[at])) {
      at++;
    }
    return at;
  }

  private static boolean isVault(int b) {
    return b == 's' || b == 'b' || b == 'r';
  }

  private static boolean isAzure(byte b) {
    return isAlphanumeric(b) || b == '_' || b == '~' || b == '.' || b == '-';
  }
}
