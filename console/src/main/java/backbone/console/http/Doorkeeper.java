// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the login, and lets nobody try too often. */
final class Doorkeeper {

  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
  private static final String CHALLENGE = "Basic realm=\"Telemetry console\", charset=\"UTF-8\"";

  private final Login login;
  private final Guesses guesses;

  Doorkeeper(Login login, LongSupplier nanoTime) {
    this.login = login;
    this.guesses = new Guesses(nanoTime);
  }

  /**
   * The refusal, or empty when the request may pass. One at a time, so that many tries at once
   * count as many.
   *
   * @param authorization all values of that header
   */
  synchronized Optional<Reply> refuse(List<String> authorization, InetAddress address) {
    if (authorization.isEmpty()) {
      return Optional.of(unauthorized("Log in with console.login.user and its password."));
    }
    Duration wait = guesses.wait(address);
    if (!wait.isZero()) {
      return Optional.of(
          Reply.error(429, "Too many wrong logins from your address. Wait a minute.")
              .with("Retry-After", Long.toString(wait.toSeconds() + 1)));
    }
    if (login.fits(authorization)) {
      return Optional.empty();
    }
    guesses.wrong(address);
    if (!guesses.wait(address).isZero()) {
      LOG.warn(
          "Too many wrong logins; the address has to wait. address={} seconds={}",
          address.getHostAddress(),
          Guesses.WINDOW.toSeconds());
    }
    return Optional.of(unauthorized("User or password is wrong."));
  }

  private static Reply unauthorized(String sentence) {
    return Reply.error(401, sentence).with("WWW-Authenticate", CHALLENGE);
  }
}
