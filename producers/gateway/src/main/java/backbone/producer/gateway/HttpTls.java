// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import javax.net.ssl.SSLParameters;

/** TLS for HTTP. */
final class HttpTls extends HttpsConfigurator {

  private final boolean ofClients;

  HttpTls(Doors.Tls tls) {
    super(tls.context());
    this.ofClients = tls.ofClients();
  }

  @Override
  public void configure(HttpsParameters connection) {
    SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setNeedClientAuth(ofClients);
    connection.setSSLParameters(parameters);
  }
}
