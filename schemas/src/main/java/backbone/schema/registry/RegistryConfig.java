// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How to reach a registry.
 *
 * @param urls base URLs of the Confluent protocol, tried in turn; for Apicurio they end in {@code
 *     /apis/ccompat/v7}
 * @param authorization value of the Authorization header, or null; never printed
 * @param tls trust and client certificate, or null for the JDK's
 * @param timeout of one request
 * @param attempts over all URLs before a call gives up; waits double from 100 ms
 */
public record RegistryConfig(
    List<URI> urls, String authorization, SSLContext tls, Duration timeout, int attempts) {

  private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(3);
  private static final int ATTEMPTS_DEFAULT = 4;

  public RegistryConfig {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no registry URL is given; set at least one");
    }
  }

  /** Comma-separated URLs, no authentication. */
  public static RegistryConfig of(String urls) {
    return of(
        java.util.Arrays.stream(urls.split(",")).map(String::strip).map(URI::create).toList(),
        null,
        null);
  }

  /** With the usual patience; what is null is not used. */
  public static RegistryConfig of(List<URI> urls, String authorization, SSLContext tls) {
    return new RegistryConfig(urls, authorization, tls, TIMEOUT_DEFAULT, ATTEMPTS_DEFAULT);
  }

  @Override
  public String toString() {
    return "RegistryConfig[urls=" + urls + "]";
  }
}
