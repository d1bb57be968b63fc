// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.lower;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.secrets.SecretWords.Kind;
import java.util.ArrayList;
import java.util.List;

/** The words of keys that have secret values, found by their last byte. */
final class SecretTable {

  /**
   * A word that ends a key.
   *
   * @param text in lower case; a blank stands for any mark
   * @param kind what it tells of the value
   * @param alone whether it has to be a word of its own, not the end of one
   */
  record Word(byte[] text, Kind kind, boolean alone) {}

  /** Behind the word that decides: {@code password_confirmation}, {@code secretValue}. */
  static final String[] TAILS = {
    "value",
    "confirm",
    "confirmation",
    "repeat",
    "again",
    "retype",
    "old",
    "new",
    "current",
    "hash",
    "hashed",
    "plain",
    "plaintext",
    "text",
    "raw",
    "string",
    "base64",
    "b64",
    "encoded",
    "encrypted",
    "header",
    "digest"
  };

  /** Before "key": {@code api_key}, {@code secretKey}, {@code AccountKey}. */
  static final String[] KEYS = {
    "api",
    "access",
    "secret",
    "private",
    "encryption",
    "encrypt",
    "signing",
    "master",
    "auth",
    "account",
    "shared",
    "hmac",
    "ssh",
    "deploy",
    "sas",
    "session",
    "priv",
    "rsa",
    "aes",
    "license",
    "pass",
    "webhook",
    "admin",
    "app",
    "crypto"
  };

  /** Before "token": words of programs, places in a list, and what guards forms. */
  static final String[] NO_TOKENS = {
    "next",
    "page",
    "paging",
    "pagination",
    "continuation",
    "continue",
    "cursor",
    "sync",
    "cancel",
    "cancellation",
    "unexpected",
    "bos",
    "eos",
    "pad",
    "unk",
    "sep",
    "cls",
    "mask",
    "max",
    "min",
    "stop",
    "start",
    "end",
    "prev",
    "previous",
    "special",
    "illegal",
    "unknown",
    "per"
  };

  private static final Word[][] BY_LAST = new Word[256][];

  /** For each last byte the bytes before it that a key may have, by their last five bits. */
  static final int[] ENDS = new int[256];

  static {
    List<Word> words = new ArrayList<>();
    add(words, Kind.SECRET, false, "password", "passwd", "passphrase", "passcode", "passwort");
    add(words, Kind.SECRET, false, "secret", "token", "credential", "credentials", "mnemonic");
    add(words, Kind.SECRET, false, "storepass", "keypass", "userpass", "dbpass", "sshpass");
    add(words, Kind.SECRET, false, "비밀번호", "암호", "패스워드", "비번", "토큰", "인증번호", "비밀키");
    add(words, Kind.SECRET, false, "인증키", "개인키", "접근키", "시크릿", "보안코드", "パスワード", "密码");
    add(words, Kind.SECRET, true, "pwd", "pw", "jwt", "otp", "authtoken", "seed phrase");
    add(words, Kind.SECRET, true, "jsessionid", "phpsessid", "connect.sid");
    add(words, Kind.SECRET, true, "recovery phrase", "recovery code", "backup code", "psk");
    add(words, Kind.SECRET, false, "key");
    add(words, Kind.SECRET, true, "pass");
    add(
        words,
        Kind.WEAK,
        true,
        "auth",
        "sid",
        "session_id",
        "sig",
        "signature",
        "session",
        "sessionid");
    add(words, Kind.PIN, true, "pin", "cvv", "cvc", "csc", "pincode", "pin_code");
    add(words, Kind.AUTHORIZATION, false, "authorization");
    add(words, Kind.COOKIE, false, "cookie", "cookies");
    for (int last = 0; last < 256; last++) {
      int end = last;
      Word[] found = words.stream().filter(w -> endsWith(w.text, end)).toArray(Word[]::new);
      BY_LAST[last] = found.length == 0 ? null : found;
    }
    for (Word word : words) {
      end(word.text);
    }
    for (String tail : TAILS) {
      end(tail.getBytes(UTF_8));
    }
  }

  private SecretTable() {}

  /** The words that end in this byte, or null. */
  static Word[] endingIn(byte last) {
    return BY_LAST[last & 0xff];
  }

  /** Whether some key ends in these two bytes. */
  static boolean mayEndIn(byte before, byte last) {
    return (ENDS[last & 0xff] >>> (before & 31) & 1) != 0;
  }

  private static boolean endsWith(byte[] word, int last) {
    return (word[word.length - 1] & 0xff) == (last < 128 ? lower((byte) last) : last);
  }

  private static void end(byte[] word) {
    int last = word[word.length - 1];
    int bit = 1 << (word[word.length - 2] & 31);
    ENDS[last & 0xff] |= bit;
    if (last > 0) {
      ENDS[Character.toUpperCase(last)] |= bit;
    }
  }

  private static void add(List<Word> words, Kind kind, boolean alone, String... texts) {
    for (String text : texts) {
      words.add(new Word(text.getBytes(UTF_8), kind, alone));
    }
  }
}
