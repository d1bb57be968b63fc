// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Where the console listens, and who may come in.
 *
 * @param address to listen on; port 0 takes a free one
 * @param hosts names by which browsers reach it beside the loopback ones, in lower case
 * @param login that every page asks for; empty for none
 * @param tls the console's certificate; empty for plain text
 */
public record Entry(
    InetSocketAddress address, Set<String> hosts, Optional<Login> login, Optional<SSLContext> tls) {

  public Entry {
    hosts = Set.copyOf(hosts);
  }

  /** For this machine alone. */
  public static Entry local(InetSocketAddress address) {
    return new Entry(address, Set.of(), Optional.empty(), Optional.empty());
  }
}
