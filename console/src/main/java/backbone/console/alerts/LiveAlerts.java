// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks Prometheus and Alertmanager over HTTP, whose answers are bounded in time and bytes. */
public final class LiveAlerts implements AlertSource {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int BYTES_MAX = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<URI> prometheus;
  private final Optional<URI> alertmanager;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * Makes a source without I/O.
   *
   * @param prometheus base address; empty when there is none
   * @param alertmanager base address; empty when there is none
   */
  public LiveAlerts(Optional<URI> prometheus, Optional<URI> alertmanager) {
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
  }

  @Override
  public Told rules() {
    return ask("Prometheus", "console.prometheus.url", prometheus, "/api/v1/rules?type=alert");
  }

  @Override
  public Told alerts() {
    return ask("Alertmanager", "console.alertmanager.url", alertmanager, "/api/v2/alerts");
  }

  private Told ask(String who, String setting, Optional<URI> base, String path) {
    if (base.isEmpty()) {
      return problem(setting + " is not set, so what " + who + " tells is not shown. Set it.");
    }
    URI uri = URI.create(base.get().toString().replaceAll("/+$", "") + path);
    try {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          return problem(who + " at " + base.get() + " answers " + answer.statusCode() + ".");
        }
        byte[] bytes = body.readNBytes(BYTES_MAX + 1);
        return bytes.length > BYTES_MAX
            ? problem(who + " tells more than " + BYTES_MAX + " bytes of alerts.")
            : new Told(JSON.readTree(bytes), "");
      }
    } catch (IOException e) {
      return problem(who + " at " + base.get() + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problem("Interrupted while " + who + " was asked.");
    }
  }

  private static Told problem(String sentence) {
    JsonNode none = MissingNode.getInstance();
    return new Told(none, sentence);
  }
}
