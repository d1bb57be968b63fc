// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * How to reach Elasticsearch.
 *
 * @param hosts URLs of nodes, without credentials
 * @param authorization value of the Authorization header, or null; never printed
 * @param caPath PEM certificates to trust, or null for the JDK's
 * @param connectTimeoutMs for a connection, milliseconds
 * @param readTimeoutMs between two packets of an answer, milliseconds
 * @param compression whether requests and answers are compressed
 */
record ElasticsearchAccess(
    List<String> hosts,
    String authorization,
    Path caPath,
    int connectTimeoutMs,
    int readTimeoutMs,
    boolean compression) {

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static String apiKey(String encoded) {
    return "ApiKey " + encoded;
  }

  /** A new client; connects when it is used. */
  RestClient client() {
    HttpHost[] nodes = hosts.stream().map(HttpHost::create).toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(nodes)
            .setCompressionEnabled(compression)
            .setRequestConfigCallback(
                config ->
                    config.setConnectTimeout(connectTimeoutMs).setSocketTimeout(readTimeoutMs));
    if (authorization != null) {
      builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)});
    }
    if (caPath != null) {
      SSLContext trust = trust(caPath);
      builder.setHttpClientConfigCallback(http -> http.setSSLContext(trust));
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return "ElasticsearchAccess[hosts=" + hosts + "]";
  }

  /**
   * Trusts only the certificates of a file.
   *
   * @throws UncheckedIOException when the file cannot be read or holds none
   */
  static SSLContext trust(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("ca-" + count++, ca);
      }
      if (count == 0) {
        throw new IOException("no certificate in it");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException("not PEM certificates", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
