// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** An address as people write it, {@code host:port}. */
record HostPort(String host, int port) {

  private static final int PORT_MAX = 65_535;

  /**
   * Reads {@code host:port}; IPv6 hosts stand in brackets.
   *
   * @throws IllegalArgumentException when it is none; the message is for people
   */
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    boolean number = digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= PORT_MAX;
    if (colon <= 0 || !number || text.contains("/")) {
      throw new IllegalArgumentException(
          text + " is no address. Write it as host:port, such as 127.0.0.1:14317");
    }
    String host = text.substring(0, colon);
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    return new HostPort(
        brackets ? host.substring(1, host.length() - 1) : host, Integer.parseInt(digits));
  }

  /** Whether the host is this machine, by whatever name; a name that is unknown is not. */
  boolean ours() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || NetworkInterface.getByInetAddress(address) != null) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  /** For settings that may be empty. */
  static ConfigDef.Validator validator() {
    return (key, value) -> {
      try {
        if (!String.valueOf(value).isBlank()) {
          var unused = parse(String.valueOf(value).strip());
        }
      } catch (IllegalArgumentException e) {
        throw new ConfigException(key + "=" + e.getMessage());
      }
    };
  }
}
