// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a version: the same rules have the same on every machine. */
public final class RuleVersion {

  private static final int BYTES = 8;

  private RuleVersion() {}

  /** 16 hex digits of the SHA-256 of everything that decides. */
  public static String of(String everything) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(everything.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
