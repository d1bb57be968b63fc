// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User and password of HTTP's basic authentication; only their digest is kept. */
public final class Login {

  /** Longer headers are not looked at. */
  static final int HEADER_CHARS_MAX = 2048;

  private static final Pattern BASIC = Pattern.compile("(?i:basic) +([A-Za-z0-9+/]+={0,2}) *");

  private final byte[] digest;

  public Login(String user, String password) {
    digest = digest((user + ":" + password).getBytes(UTF_8));
  }

  /**
   * Whether these are the values of the header {@code Authorization} of somebody who may come in;
   * several are as good as none. How long it takes tells nothing about user or password.
   */
  boolean fits(List<String> authorization) {
    if (authorization.size() != 1 || authorization.get(0).length() > HEADER_CHARS_MAX) {
      return false;
    }
    Matcher basic = BASIC.matcher(authorization.get(0));
    return basic.matches() && MessageDigest.isEqual(digest, digest(decoded(basic.group(1))));
  }

  @Override
  public String toString() {
    return "Login";
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // Fits nobody, as a user is never empty.
    }
  }

  private static byte[] digest(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
