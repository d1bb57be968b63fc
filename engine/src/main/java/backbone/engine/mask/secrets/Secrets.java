// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isDigit;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Text;

/** Hands each byte with which a secret may show itself to the rules that know it. */
public final class Secrets {

  /** Bytes that stand in secrets, or before them, and seldom in the rest of a line. */
  public static final String ANCHORS = "=-_<'JIKGvwWq~Bb";

  /** The last byte of the Korean words for a password. */
  public static final byte KOREAN_ANCHOR = (byte) 0xb8;

  private final Text text;
  private final JwtDetector tokens;
  private final ApiKeyDetector apiKeys;
  private final PrivateKeyDetector privateKeys;
  private final CredentialsDetector credentials;
  private final SecretDetector byKey;
  private final Brackets brackets;
  private final OptionDetector options;
  private final ElementDetector elements;
  private final UrlDetector urls;
  private final KeyedValue keyed;
  private final WordTokens words;
  private final NetrcDetector netrc;
  private final LoginDetector logins;
  private final ProseDetector prose;

  /** Looks at this text, whatever it is set to. */
  public Secrets(Text text) {
    this.text = text;
    tokens = new JwtDetector(text);
    apiKeys = new ApiKeyDetector(text);
    privateKeys = new PrivateKeyDetector(text);
    credentials = new CredentialsDetector(text);
    brackets = new Brackets(text);
    byKey = new SecretDetector(text, credentials, privateKeys, brackets);
    options = new OptionDetector(text, brackets);
    elements = new ElementDetector(text);
    urls = new UrlDetector(text);
    keyed = new KeyedValue(text, credentials, privateKeys);
    words = new WordTokens(text);
    netrc = new NetrcDetector(text, brackets);
    ValueEnd ends = new ValueEnd(text, brackets);
    logins = new LoginDetector(text, ends);
    prose = new ProseDetector(text, ends);
  }

  /** Sets the key of the texts that follow; empty where there is none. */
  public void key(String key) {
    keyed.key(key);
  }

  /** Whether a key is that of a secret; it is the key of what follows, too. */
  public boolean isSecret(String key) {
    keyed.key(key);
    return keyed.isSecret();
  }

  /** Whether the key of the text makes it a secret as a whole; then it is found. */
  public boolean whole(Findings out) {
    return keyed.check(out);
  }

  /** To be called before each pass. */
  public void begin(Findings out) {
    brackets.begin(out);
    byKey.begin();
    urls.begin();
    options.begin();
  }

  /** Checks the colon at {@code p}. Returns {@code p} if it belongs to no secret. */
  public int colon(int p, Findings out) {
    if (text.has(p, "://")) {
      return urls.check(p, out);
    }
    int before = text.before(p);
    if (isDigit((byte) before) && text.at(p + 1) == 'A') {
      return apiKeys.colon(p, out);
    }
    if (before == 'n' && text.has(p - 4, "thin")) {
      int next = logins.login(p, p + 1, out);
      if (next > p) {
        return next;
      }
    }
    return byKey.separator(p, out);
  }

  /** Checks the colon or equals sign at {@code p}, which may stand behind the key of a secret. */
  public void separator(int p, Findings out) {
    byKey.separator(p, out);
  }

  /** Where a private key ends that begins in a stretch, or -1. */
  public int keyEnd(int from, int to) {
    for (int p = from; p + 6 < to; p++) {
      if (text.in()[p] == '-' && text.has(p, "-----BEGIN")) {
        return privateKeys.end(p);
      }
    }
    return -1;
  }

  /** Checks the digit at {@code p}, behind a letter. Returns {@code p} if it is in no secret. */
  public int digit(int p, Findings out) {
    return words.check(p, out);
  }

  /** Checks one of the other bytes. Returns where to go on. */
  public int check(byte anchor, int p, Findings out) {
    int next =
        switch (anchor) {
          case '=' -> byKey.separator(p, out);
          case '-' -> dash(p, out);
          case '_' -> apiKeys.line(p, out);
          case '<' -> elements.check(p, out);
          case '\'' -> text.before(p) == ' ' ? byKey.quote(p, out) : p;
          case 'J' -> text.before(p) == 'y' ? tokens.check(p, out) : p;
          case 'I' -> apiKeys.capitalI(p, out);
          case 'K' -> apiKeys.capitalK(p, out);
          case 'G' -> apiKeys.capitalG(p, out);
          case 'v' -> apiKeys.smallV(p, out);
          case 'w', 'W' -> (text.before(p) | ' ') == 's' ? password(p, out) : p;
          case 'q' -> text.before(p) == 's' ? logins.sql(p, out) : p;
          case KOREAN_ANCHOR -> prose.korean(p, out);
          case '~' -> apiKeys.tilde(p, out);
          default -> credentials.word(p, out);
        };
    return Math.max(next, p + 1);
  }

  private int password(int p, Findings out) {
    int found = netrc.check(p, out);
    found = found > p ? found : logins.htpasswd(p, out);
    return found > p ? found : prose.english(p, out);
  }

  private int dash(int p, Findings out) {
    int before = text.before(p);
    if (before == '-' || before == ' ') {
      boolean begin = text.at(p + 1) == 'B' || (text.at(p + 1) == ' ' && text.at(p + 2) == 'B');
      if (before == '-' && begin) {
        return privateKeys.check(p, out);
      }
    }
    int found = apiKeys.dash(p, out);
    return found > p ? found : options.check(p, out);
  }
}
