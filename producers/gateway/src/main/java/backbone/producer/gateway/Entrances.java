// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may send: everybody through one entrance, or who has a token through the entrance of that
 * token. Only digests of the tokens are kept, so that no message can hold one.
 */
final class Entrances {

  /** Longer headers are not looked at. */
  static final int HEADER_CHARS_MAX = 4096;

  private static final Pattern BEARER =
      Pattern.compile("(?i:bearer) +(" + EntranceSettings.TOKEN + ") *");

  private record Door(byte[] digest, Entrance entrance) {}

  private final Optional<Entrance> open;
  private final List<Door> doors;

  private Entrances(Optional<Entrance> open, List<Door> doors) {
    this.open = open;
    this.doors = List.copyOf(doors);
  }

  /** Lets everybody in. */
  static Entrances open(Entrance entrance) {
    return new Entrances(Optional.of(entrance), List.of());
  }

  /** Lets in who has one of these tokens. */
  static Entrances of(Map<String, Entrance> byToken) {
    List<Door> doors = new ArrayList<>();
    byToken.forEach((token, entrance) -> doors.add(new Door(digest(token), entrance)));
    return new Entrances(Optional.empty(), doors);
  }

  boolean areOpen() {
    return open.isPresent();
  }

  /**
   * The entrance of a request, after a time that tells nothing about the tokens.
   *
   * @param authorization all values of that header; several are as good as none
   */
  Optional<Entrance> find(List<String> authorization) {
    if (open.isPresent()) {
      return open;
    }
    if (authorization.size() != 1 || authorization.get(0).length() > HEADER_CHARS_MAX) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(authorization.get(0));
    return bearer.matches() ? ofToken(bearer.group(1)) : Optional.empty();
  }

  /** Compares with every token, whether or not an earlier one fits. */
  private Optional<Entrance> ofToken(String token) {
    byte[] given = digest(token);
    Entrance found = null;
    for (Door door : doors) {
      if (MessageDigest.isEqual(door.digest, given)) {
        found = door.entrance;
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
