// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of {@code Host} that the console answers to, which defeats DNS rebinding. */
public final class HostNames {

  private static final Pattern NAME =
      Pattern.compile("([a-z0-9_]([a-z0-9_.-]{0,250}[a-z0-9_])?|\\[[0-9a-f:]+])(:\\d{1,5})?");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Set<String> names = new HashSet<>();

  /**
   * Knows the loopback names with the port, the address itself, and the names that are set: one
   * without a port with the console's own port, and without any as browsers send it for 80 and 443.
   */
  HostNames(InetSocketAddress address, boolean tls, Set<String> set) {
    int port = address.getPort();
    boolean usual = port == (tls ? HTTPS_PORT : HTTP_PORT);
    Set<String> own = new HashSet<>(List.of("127.0.0.1", "localhost", "[::1]"));
    if (!address.getAddress().isAnyLocalAddress()) {
      own.add(literal(address.getAddress()));
    }
    for (String name : own) {
      names.add(name + ":" + port);
      if (usual) {
        names.add(name);
      }
    }
    for (String name : set) {
      names.add(name);
      if (!name.matches(".*:\\d+")) {
        names.add(name + ":" + port);
      }
    }
  }

  /** Whether a text can be a {@code Host}, in lower case. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether these are the values of the header {@code Host} of a request to us. */
  boolean own(List<String> values) {
    return values.size() == 1 && names.contains(values.get(0).toLowerCase(Locale.ROOT));
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
  }
}
