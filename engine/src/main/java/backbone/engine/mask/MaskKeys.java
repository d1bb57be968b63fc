// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Secret keys of pseudonyms by their id. No method shows one. Immutable. */
public final class MaskKeys {

  /** A shorter key could be found by trying all. */
  public static final int BYTES_MIN = 16;

  /** The settings of the keys are this and the id. */
  public static final String SETTING = "jobs.masking.keys.";

  private static final int ID_CHARS_MAX = 16;
  private static final int ID_DIGITS_MAX = 4;
  private static final MaskKeys NONE = new MaskKeys(new TreeMap<>());

  private final Map<String, byte[]> keys;

  private MaskKeys(Map<String, byte[]> keys) {
    this.keys = keys;
  }

  /** No keys: pseudonyms cannot be made. */
  public static MaskKeys none() {
    return NONE;
  }

  /**
   * Keys by id; what counts of each is its UTF-8.
   *
   * @throws IllegalArgumentException when an id is no good or a key is too short
   */
  public static MaskKeys of(Map<String, String> secrets) {
    Map<String, byte[]> keys = new TreeMap<>();
    secrets.forEach(
        (id, secret) -> {
          problem(id, secret)
              .ifPresent(
                  problem -> {
                    throw new IllegalArgumentException(problem);
                  });
          keys.put(id, secret.getBytes(UTF_8));
        });
    return new MaskKeys(keys);
  }

  /** What is wrong with a key, in one line that shows nothing of it. */
  public static Optional<String> problem(String id, String secret) {
    if (!isId(id)) {
      return Optional.of(
          SETTING + id + " has no good name. Use 1 to 16 of a-z, 0-9 and -, a letter first.");
    }
    int bytes = secret == null ? 0 : secret.getBytes(UTF_8).length;
    return bytes >= BYTES_MIN
        ? Optional.empty()
        : Optional.of(
            SETTING + id + " has " + bytes + " bytes. Use " + BYTES_MIN + " random ones or more.");
  }

  /** What to do when a key is not there, in one line. */
  public static String remedy(String id) {
    return "The masking rules need the key " + id + ". Set " + SETTING + id + " in this process.";
  }

  /**
   * Whether a text may name a key. It becomes a part of texts that are masked again, so it holds
   * too few digits for any number that is looked for.
   */
  static boolean isId(String text) {
    if (text == null || text.isEmpty() || text.length() > ID_CHARS_MAX) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean digit = c >= '0' && c <= '9';
      digits += digit ? 1 : 0;
      if (!letter && (i == 0 || !(digit || c == '-'))) {
        return false;
      }
    }
    return digits <= ID_DIGITS_MAX;
  }

  /** Ids of all keys, sorted. */
  public Set<String> ids() {
    return new TreeSet<>(keys.keySet());
  }

  /** The bytes of a key; not to be changed. */
  byte[] secret(String id) {
    byte[] secret = keys.get(id);
    if (secret == null) {
      throw new IllegalArgumentException(remedy(id));
    }
    return secret;
  }

  @Override
  public String toString() {
    return "keys " + ids();
  }
}
