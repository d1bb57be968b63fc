// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One call to a registry: fails over between URLs and retries I/O errors, 429 and 5xx with doubling
 * waits. Unknown JSON properties of an answer are ignored.
 */
final class RegistryHttp {

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final long FIRST_WAIT_MS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A definite answer, 2xx or 4xx. */
  record Answer(int status, JsonNode body) {

    /** The registry's own error code, such as 40403; 0 when there is none. */
    int errorCode() {
      return body.path("error_code").asInt(0);
    }
  }

  private final RegistryConfig config;
  private final HttpClient http;

  /** The URL that answered last; the next call begins there. */
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryHttp(RegistryConfig config) {
    this.config = config;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(config.timeout());
    if (config.tls() != null) {
      builder.sslContext(config.tls());
    }
    this.http = builder.build();
  }

  Answer get(String path) {
    return call(path, null);
  }

  Answer post(String path, JsonNode body) {
    return call(path, body);
  }

  private Answer call(String path, JsonNode body) {
    IOException last = null;
    for (int attempt = 0; attempt < config.attempts(); attempt++) {
      int index = Math.floorMod(preferred.get(), config.urls().size());
      try {
        HttpResponse<String> response =
            http.send(
                request(config.urls().get(index), path, body),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 429 && response.statusCode() < 500) {
          return new Answer(response.statusCode(), JSON.readTree(response.body()));
        }
        last = new IOException("HTTP " + response.statusCode());
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryUnavailableException("interrupted while asking the registry", e);
      }
      preferred.compareAndSet(index, index + 1);
      pause(attempt);
    }
    throw new RegistryUnavailableException(
        "no schema registry answers at " + config.urls() + ". Start it or mend registry.url", last);
  }

  private HttpRequest request(URI base, String path, JsonNode body) {
    String url = base.toString().replaceAll("/+$", "") + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(config.timeout())
            .header("Accept", MEDIA_TYPE + ", application/json");
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    if (body != null) {
      request
          .header("Content-Type", MEDIA_TYPE)
          .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    return request.build();
  }

  private static void pause(int attempt) {
    long waitMs = FIRST_WAIT_MS << attempt;
    try {
      Thread.sleep(waitMs / 2 + ThreadLocalRandom.current().nextLong(waitMs / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for the registry", e);
    }
  }
}
