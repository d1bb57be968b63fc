// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.Masker;
import backbone.schema.LogEvent;

/** Keeps the network of a client's address; what is no address becomes an attribute. */
final class ClientAddress {

  private ClientAddress() {}

  static void settle(Draft draft) {
    LogEvent event = draft.event();
    String client = event.getClientIp();
    if (client == null) {
      return;
    }
    String network = Masker.network(client);
    if (network == null) {
      int port = client.lastIndexOf(':');
      network = port < 0 ? null : Masker.network(client.substring(0, port));
    }
    event.setClientIp(network);
    if (network == null && !client.equals("-")) {
      draft.attribute("client.address", client);
    }
  }
}
