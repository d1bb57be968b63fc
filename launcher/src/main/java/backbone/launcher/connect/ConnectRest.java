// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The few calls to a Connect worker's REST interface that we make. */
public final class ConnectRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Connect tells what it knows by heart, unless it waits for a broker. */
  private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Connect understands the settings and does not want them; the message says why. */
  public static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Makes one without I/O.
   *
   * @param url such as {@code http://127.0.0.1:8083}
   */
  public ConnectRest(String url) {
    this.url = url;
  }

  /**
   * All connectors that the worker's group has.
   *
   * @throws IOException while the worker does not answer, or is not ready
   */
  Map<String, ConnectorState> states() throws IOException, InterruptedException {
    JsonNode all = ok("GET", "/connectors?expand=status&expand=info", BodyPublishers.noBody());
    Map<String, ConnectorState> states = new TreeMap<>();
    all.properties().forEach(e -> states.put(e.getKey(), ConnectorState.of(e.getValue())));
    return states;
  }

  /**
   * Creates a connector or gives it other settings.
   *
   * @throws RefusedException when the settings are wrong
   */
  public void put(String name, Map<String, String> config)
      throws IOException, InterruptedException {
    ok("PUT", path(name) + "/config", BodyPublishers.ofString(JSON.writeValueAsString(config)));
  }

  /** Removes a connector; its group keeps its offsets. */
  void delete(String name) throws IOException, InterruptedException {
    ok("DELETE", path(name), BodyPublishers.noBody());
  }

  /** Connect leaves what failed as it is; this starts it again. */
  public void restartFailed(String name) throws IOException, InterruptedException {
    ok("POST", path(name) + "/restart?includeTasks=true&onlyFailed=true", BodyPublishers.noBody());
  }

  private static String path(String name) {
    return "/connectors/" + name;
  }

  private JsonNode ok(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(method.equals("GET") ? LOOK_TIMEOUT : TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 == 2) {
      return JSON.readTree(response.body());
    }
    String message = message(response.body());
    if (response.statusCode() == 400) {
      throw new RefusedException(message);
    }
    throw new IOException("Connect answers " + response.statusCode() + ": " + message);
  }

  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asText(body).replace('\n', ' ').strip();
    } catch (IOException e) {
      return body;
    }
  }
}
