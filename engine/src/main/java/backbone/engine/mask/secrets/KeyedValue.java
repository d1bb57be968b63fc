// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/** Finds a text as a whole if the key under which it stands is that of a secret. */
final class KeyedValue {
  private static final int KEY_CHARS_MAX = 256;

  /** What the rest of a line is called. */
  private static final String MESSAGE = "message";

  private final Text text;
  private final CredentialsDetector credentials;
  private final PrivateKeyDetector privateKeys;
  private final Text name = new Text();
  private String key = "";
  private Kind kind = Kind.NONE;

  KeyedValue(Text text, CredentialsDetector credentials, PrivateKeyDetector privateKeys) {
    this.text = text;
    this.credentials = credentials;
    this.privateKeys = privateKeys;
  }

  /** Keys come again and again, and many times the same in a row. */
  void key(String newKey) {
    String next = newKey == null ? "" : newKey;
    if (!next.equals(key)) {
      key = next;
      kind = kindOf(next, name);
    }
  }

  /** Whether the key is that of a secret, whatever its value. */
  boolean isSecret() {
    return kind != Kind.NONE && kind != Kind.WEAK;
  }

  /** Whether the text is a secret; then it is found. */
  boolean check(Findings out) {
    if ((key.isEmpty() || key.equals(MESSAGE)) && KeyLines.are(text)) {
      out.add(Rule.PRIVATE_KEY, text.from(), text.from(), text.to());
      return true;
    }
    if (!isSecret() || text.to() == text.from()) {
      return false;
    }
    if (Placeholders.isOne(text, text.from(), text.to())) {
      return false;
    }
    if (kind == Kind.AUTHORIZATION || kind == Kind.COOKIE) {
      return credentials.add(text.from() - 1, text.from(), text.to(), out) >= text.from();
    }
    boolean pem = privateKeys.end(text.from()) > 0;
    out.add(pem ? Rule.PRIVATE_KEY : Rule.SECRET, text.from(), text.from(), text.to());
    return true;
  }

  /** What a key that stands outside of the text tells of its value. */
  static Kind kindOf(String key, Text name) {
    if (key.isEmpty() || key.length() > KEY_CHARS_MAX) {
      return Kind.NONE;
    }
    byte[] bytes = key.getBytes(UTF_8);
    name.set(bytes, 0, bytes.length);
    boolean may = SecretWords.mayEnd(name, bytes.length);
    return may ? SecretWords.kind(name, 0, bytes.length) : Kind.NONE;
  }
}
