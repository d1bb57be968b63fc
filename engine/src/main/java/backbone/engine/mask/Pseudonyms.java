// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.text.Rule;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed names of values: {@code [email:k1:]} and 24 letters that stand for 96 bits. */
final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 12;

  /** No digits and no letters of hex, so that no rule sees anything in them. */
  private static final char[] LETTERS = "ghjkmnpqrstvwxyz".toCharArray();

  private final Map<String, Mac> macs = new HashMap<>();

  /** Makes those of the rules' keys. */
  Pseudonyms(MaskRules rules, MaskKeys keys) {
    for (String id : rules.keys()) {
      macs.put(id, mac(keys.secret(id)));
    }
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Writes the name of a value in its canonical form. */
  void write(String key, Rule rule, String canonical, StringBuilder out) {
    Mac mac = macs.get(key);
    mac.update(rule.id().getBytes(UTF_8));
    mac.update((byte) 0);
    byte[] hash = mac.doFinal(canonical.getBytes(UTF_8));
    out.append('[').append(rule.id()).append(':').append(key).append(':');
    for (int i = 0; i < BYTES; i++) {
      out.append(LETTERS[(hash[i] >> 4) & 0xf]).append(LETTERS[hash[i] & 0xf]);
    }
    out.append(']');
  }
}
