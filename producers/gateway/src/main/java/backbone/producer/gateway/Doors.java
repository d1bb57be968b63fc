// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What stands before both fronts.
 *
 * @param gatekeeper asks for tokens
 * @param tls encrypts; absent for plain text
 */
record Doors(Gatekeeper gatekeeper, Optional<Tls> tls) {

  /**
   * Encryption.
   *
   * @param context with the gateway's certificate, and the authorities of clients' certificates
   * @param ofClients whether clients must show a certificate, too
   */
  record Tls(SSLContext context, boolean ofClients) {}
}
