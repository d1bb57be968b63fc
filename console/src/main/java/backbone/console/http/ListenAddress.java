// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code host:port} of an address to listen on. */
public final class ListenAddress {

  private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:]+):(\\d{1,5})");

  private ListenAddress() {}

  /**
   * The address to listen on.
   *
   * @param key setting that holds the text, for messages
   * @param text such as {@code 127.0.0.1:8080}; port 0 takes a free one
   * @throws IllegalArgumentException when it is no address
   */
  public static InetSocketAddress parse(String key, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      throw none(key, text);
    }
    String host = matcher.group(1);
    // A name is not looked up: what it means may change between the check of who may come in and
    // the bind.
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    if (!literal && !host.equals("localhost")) {
      throw none(key, text);
    }
    try {
      InetAddress address = InetAddress.getByName(literal ? host : "127.0.0.1");
      return new InetSocketAddress(address, Integer.parseInt(matcher.group(2)));
    } catch (UnknownHostException e) {
      throw none(key, text);
    }
  }

  private static IllegalArgumentException none(String key, String text) {
    return new IllegalArgumentException(
        "%s=%s is no address. Use localhost or digits and a port, such as 127.0.0.1:8080."
            .formatted(key, text));
  }
}
