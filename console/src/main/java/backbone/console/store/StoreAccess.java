// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.store;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to reach Elasticsearch.
 *
 * @param hosts URLs of nodes such as {@code http://127.0.0.1:9200}, without credentials
 * @param authorization value of the Authorization header; never printed
 * @param tls whom to trust; empty for those that the JDK trusts
 */
public record StoreAccess(
    List<String> hosts, Optional<String> authorization, Optional<SSLContext> tls) {

  public StoreAccess {
    hosts = List.copyOf(hosts);
  }

  /** Without a login. */
  public static StoreAccess of(String host) {
    return new StoreAccess(List.of(host), Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "StoreAccess[hosts=" + hosts + "]";
  }
}
