// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.service.HealthServer;
import backbone.service.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Reads addresses; one beyond this machine is refused unless strangers are kept out. */
final class AddressRule {

  private final Settings settings;
  private final List<String> problems;
  private final boolean asks;
  private final boolean encrypts;

  AddressRule(Settings settings, GatewayConfig.Access access, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
    // Settings that are wrong are told as such; they need no second sentence here.
    this.asks = !access.entrances().areOpen() || set(GatewayKeys.CLIENT_CA_PATH_CONFIG);
    this.encrypts =
        set(GatewayKeys.CERTIFICATE_PATH_CONFIG)
            || settings.bool(GatewayKeys.PLAINTEXT_ALLOWED_CONFIG);
  }

  /** The address of a setting; absent when it is empty or none. */
  Optional<InetSocketAddress> read(String key) {
    String text = settings.string(key);
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      InetSocketAddress address = HealthServer.socket(text);
      if (address.isUnresolved()) {
        problems.add(settings.shown(key) + " names no host of this machine. Set one that does.");
      } else if (!address.getAddress().isLoopbackAddress()) {
        exposed(key);
      }
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      problems.add(key + ": " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  private void exposed(String key) {
    if (!asks) {
      problems.add(
          settings.shown(key)
              + " can be reached by other machines, and anybody there could send. Set"
              + " gateway.tokens or "
              + GatewayKeys.CLIENT_CA_PATH_CONFIG
              + ", or a loopback address, such as 127.0.0.1:4317.");
    }
    if (!encrypts) {
      problems.add(
          settings.shown(key)
              + " can be reached by other machines, and what they send could be read on the way."
              + " Set "
              + GatewayKeys.CERTIFICATE_PATH_CONFIG
              + " and "
              + GatewayKeys.KEY_PATH_CONFIG
              + ", or "
              + GatewayKeys.PLAINTEXT_ALLOWED_CONFIG
              + "=true where another does TLS.");
    }
  }

  private boolean set(String key) {
    return !settings.string(key).isBlank();
  }
}
