// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.Masker;
import backbone.engine.normalize.event.Draft;
import backbone.schema.LogEvent;

/** Tells addresses of clients from what is none, which becomes an attribute. */
final class ClientAddress {

  private ClientAddress() {}

  static void settle(Draft draft) {
    LogEvent event = draft.event();
    String client = event.getClientIp();
    if (client == null || Masker.network(client) != null) {
      return;
    }
    int port = client.lastIndexOf(':');
    String address = port < 0 ? "" : client.substring(0, port);
    boolean is = Masker.network(address) != null;
    event.setClientIp(is ? address : null);
    if (!is && !client.equals("-")) {
      draft.attribute("client.address", client);
    }
  }
}
