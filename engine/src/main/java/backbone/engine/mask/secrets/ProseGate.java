// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.text.Text;

/** Tells a password in a sentence from what else a sentence says of passwords. */
final class ProseGate {
  private static final int DIGITS_MIN = 4;
  private static final int WORD_BYTES_MIN = 4;

  /** What a password is changed to, or is, without being one. */
  private static final String[] WORDS = {
    "default",
    "expire",
    "expired",
    "never",
    "empty",
    "blank",
    "null",
    "none",
    "this",
    "that",
    "your",
    "their",
    "something",
    "another",
    "plain",
    "plaintext",
    "required",
    "invalid",
    "wrong",
    "random",
    "temporary",
    "same",
    "change",
    "changed",
    "false",
    "true",
    "incorrect",
    "weak"
  };

  /** What passwords are stored as. */
  private static final String[] METHODS = {
    "md5", "sha1", "sha-1", "sha2", "sha256", "sha-256", "sha512", "sha-512", "base64", "utf8",
    "utf-8", "aes", "aes128", "aes-128", "aes256", "aes-256", "pbkdf2", "argon2", "argon2id",
        "tls1",
    "rc4", "des3", "rsa2048", "x509", "oauth2", "2fa"
  };

  private static final String SIGNS = "!@#$%^&*+=~?|{}";

  private final Text text;

  ProseGate(Text text) {
    this.text = text;
  }

  /**
   * Whether this is a password.
   *
   * @param strong whether the sentence leaves little else, so that a word of letters is one
   */
  boolean fits(int start, int end, boolean strong) {
    if (end - start < 3 || "[<{/:-".indexOf(text.in()[start]) >= 0) {
      return false;
    }
    if (Placeholders.isOne(text, start, end) || isOneOf(METHODS, start, end) || isUrl(start, end)) {
      return false;
    }
    int digits = 0;
    int signs = 0;
    int others = 0;
    for (int p = start; p < end; p++) {
      byte b = text.in()[p];
      digits += isDigit(b) ? 1 : 0;
      boolean last = p == end - 1 && (b == '!' || b == '?');
      signs += b > 0 && SIGNS.indexOf(b) >= 0 && !last ? 1 : 0;
      others += isDigit(b) || b == '-' || b == '~' || b == '.' || b == ',' ? 0 : 1;
    }
    if (others == 0) {
      return digits >= DIGITS_MIN && digits == end - start && !isUnit(end);
    }
    return digits > 0 ? !isMeasure(start, end, digits) : signs > 0 || isWord(start, end, strong);
  }

  /** {@code 3회}, {@code 8~20자}: digits before a Korean counter. */
  boolean isCount(int start, int end) {
    for (int p = start; p < end; p++) {
      byte b = text.in()[p];
      if (!isDigit(b) && b != '-' && b != '~' && b != '.' && b != ',') {
        return false;
      }
    }
    return true;
  }

  /** A last word of letters, where the sentence leaves little else. */
  private boolean isWord(int start, int end, boolean strong) {
    if (!strong || end - start < WORD_BYTES_MIN || isOneOf(WORDS, start, end)) {
      return false;
    }
    for (int p = start; p < end; p++) {
      if (!isLetter(text.in()[p]) && text.in()[p] != '_') {
        return false;
      }
    }
    int b = text.at(end);
    return b <= 0 || ".,;\"\n\r".indexOf(b) >= 0 || Korean.sentenceEnd(text, end) > end;
  }

  /** {@code 90days}, {@code 8-character}, {@code 1st}. */
  private boolean isMeasure(int start, int end, int digits) {
    if (!isDigit(text.in()[start])) {
      return false;
    }
    int p = start + digits;
    p += text.at(p) == '-' ? 1 : 0;
    return isUnitAt(p) && end - start < 20;
  }

  private boolean isUnit(int end) {
    return text.at(end) == ' ' && isUnitAt(end + 1);
  }

  private boolean isUnitAt(int p) {
    return text.hasAnyCase(p, "day")
        || text.hasAnyCase(p, "char")
        || text.hasAnyCase(p, "min")
        || text.hasAnyCase(p, "sec")
        || text.hasAnyCase(p, "hour")
        || text.hasAnyCase(p, "time")
        || text.hasAnyCase(p, "byte")
        || text.hasAnyCase(p, "bit");
  }

  private boolean isUrl(int start, int end) {
    for (int p = start; p + 3 <= end; p++) {
      if (text.has(p, "://")) {
        return true;
      }
    }
    return false;
  }

  private boolean isOneOf(String[] words, int start, int end) {
    for (String word : words) {
      boolean whole = word.length() == end - start;
      boolean head = words == METHODS && !isLetterOrDigitAt(start + word.length());
      if ((whole || head) && text.hasAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLetterOrDigitAt(int p) {
    return isLetter((byte) text.at(p)) || isDigit((byte) text.at(p));
  }
}
