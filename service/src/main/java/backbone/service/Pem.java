// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Which settings hold the paths of PEM files for TLS.
 *
 * @param ca setting of the certificates to trust, or null for none
 * @param certificate setting of one's own certificate chain, or null for none
 * @param key setting of its private key (PKCS#8, not encrypted), or null for none
 */
public record Pem(String ca, String certificate, String key) {

  /**
   * What the files hold.
   *
   * @param keys one's own certificate; null when none is set
   * @param trust whom to trust; null when none is set, which means those that the JDK trusts
   */
  public record Tls(KeyManager[] keys, TrustManager[] trust) {

    public Tls {
      keys = keys == null ? null : keys.clone();
      trust = trust == null ? null : trust.clone();
    }

    @Override
    public KeyManager[] keys() {
      return keys == null ? null : keys.clone();
    }

    @Override
    public TrustManager[] trust() {
      return trust == null ? null : trust.clone();
    }

    /** A context of both, for clients and servers. */
    public SSLContext context() {
      return PemFiles.context(keys, trust);
    }

    @Override
    public String toString() {
      return "Tls[keys=" + (keys != null) + ", trust=" + (trust != null) + "]";
    }
  }

  /**
   * Reads the files that are set.
   *
   * @param problems takes one sentence for each file that cannot be used
   * @return empty when no file is set or one cannot be used
   */
  public Optional<Tls> read(Settings settings, List<String> problems) {
    return new PemFiles(this, settings, problems).read();
  }
}
