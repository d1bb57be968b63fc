// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.raw.RawPartition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keys of held events in their store: {@code topic/partition/} and a digest of the sender's name,
 * which is a sender's text as well. A topic that is made anew gives other keys.
 */
final class HeldKey {

  private static final int DIGEST_BYTES = 16;

  private HeldKey() {}

  static String of(RawPartition partition, String sender) {
    String named = partition.topic().code() + '\0' + sender;
    byte[] digest = sha256().digest(named.getBytes(UTF_8));
    return partition.name() + "/" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
  }

  /** The {@code topic/partition} of a key. */
  static String partition(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("bug: every Java has SHA-256", e);
    }
  }
}
