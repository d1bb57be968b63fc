// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts below deploy, against a server that writes down what it is asked. */
class ScriptsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "el\"as\\tic one";
  private static final String SETUP = "deploy/elasticsearch/setup.sh";

  private final Deployment ours = Deployment.ours();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private volatile String password = PASSWORD;
  private volatile int status = 200;
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void setupMakesEachRoleAndItsUser(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("sink");
    Files.writeString(file, "si\"nk\\1\n");

    String output =
        setup()
            .with("TELEMETRY_SINK_PASSWORD_FILE", file.toString())
            .with("TELEMETRY_CONSOLE_PASSWORD", "console-1")
            .with("KIBANA_SYSTEM_PASSWORD", "kibana-1")
            .in(ours);

    assertThat(output).startsWith("0 ").doesNotContain("si\"nk", "console-1", "kibana-1", "el\"as");
    assertThat(output).contains("user telemetry_viewer left as it is");
    assertThat(asked)
        .contains("PUT /_security/role/telemetry_grafana", "PUT /_security/user/telemetry_sink")
        .doesNotContain("PUT /_security/user/telemetry_viewer");
    JsonNode sink = JSON.readTree(bodies.get("/_security/user/telemetry_sink"));
    assertThat(sink.path("password").asText()).isEqualTo("si\"nk\\1");
    assertThat(sink.path("roles").get(0).asText()).isEqualTo("telemetry_sink");
    assertThat(bodies.get("/_security/user/kibana_system/_password")).contains("kibana-1");
  }

  @Test
  void setupSaysWhatToDo_whenThePasswordIsWrong() throws Exception {
    password = "another";

    assertThat(setup().in(ours)).startsWith("1 ").contains("ELASTIC_PASSWORD is not the one");
  }

  @Test
  void setupSaysWhatToDo_whenNothingIsThere() throws Exception {
    server.stop(0);

    assertThat(setup().with("SETUP_WAIT_SECONDS", "1").in(ours))
        .startsWith("1 ")
        .contains("no ready Elasticsearch at " + url)
        .contains("correct ELASTICSEARCH_URL");
  }

  @Test
  void setupStops_whenARoleIsRefused() throws Exception {
    status = 400;

    assertThat(setup().in(ours))
        .startsWith("1 ")
        .contains("role telemetry_console failed: HTTP 400");
  }

  @Test
  void rolesGrantNoMoreThanTheirUsersDo() throws IOException {
    JsonNode sink = JSON.readTree(ours.text("deploy/elasticsearch/roles/telemetry_sink.json"));
    JsonNode console =
        JSON.readTree(ours.text("deploy/elasticsearch/roles/telemetry_console.json"));

    assertThat(sink.path("cluster").toString()).isEqualTo("[\"manage_index_templates\"]");
    assertThat(sink.path("indices").toString()).doesNotContain("read", "delete", "manage", "all\"");
    assertThat(console.has("cluster")).isFalse();
    assertThat(console.at("/indices/0/privileges").toString()).isEqualTo("[\"read\"]");
  }

  @Test
  void viewsGoToKibana() throws Exception {
    String output =
        Run.of("sh", "deploy/kibana/setup.sh")
            .with("KIBANA_URL", url)
            .with("ELASTIC_PASSWORD", PASSWORD)
            .in(ours);

    assertThat(output).isEqualTo("0 Kibana has the data views, searches and dashboards.");
    assertThat(asked).containsExactly("POST /api/saved_objects/_import?overwrite=true");
    assertThat(bodies.get("/api/saved_objects/_import"))
        .contains("telemetry-logs", "telemetry-spans", "telemetry-metrics");
  }

  @Test
  void healthcheckAsksForOneAnswer() throws Exception {
    String port = String.valueOf(server.getAddress().getPort());

    assertThat(Run.of("deploy/images/healthcheck", port, "/ready").in(ours)).startsWith("0");
    status = 503;
    assertThat(Run.of("deploy/images/healthcheck", port, "/ready").in(ours)).startsWith("1");
    server.stop(0);
    assertThat(Run.of("deploy/images/healthcheck", port, "/ready").in(ours)).startsWith("1");
  }

  @Test
  void imagesCommandIsJavaItself(@TempDir Path folder) throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$$ $*\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    String output =
        Run.of("sh", "-c", "echo $$; exec deploy/images/backbone/backbone run jobs --config f")
            .with("PATH", folder + ":/usr/bin:/bin")
            .in(ours);

    String[] lines = output.substring(2).split("\n", -1);
    assertThat(lines[1]).startsWith(lines[0] + " ").endsWith("Main run jobs --config f");
  }

  private Run setup() {
    return Run.of("sh", SETUP).with("ELASTICSEARCH_URL", url).with("ELASTIC_PASSWORD", PASSWORD);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    bodies.put(exchange.getRequestURI().getPath(), new String(body, UTF_8));
    byte[] answer = "{\"success\":true}".getBytes(UTF_8);
    exchange.sendResponseHeaders(code(exchange, path), answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private int code(HttpExchange exchange, String path) {
    String login = Base64.getEncoder().encodeToString(("elastic:" + password).getBytes(UTF_8));
    boolean open = path.equals("/ready");
    if (!open
        && !("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    return path.startsWith("/_cluster") ? 200 : status;
  }
}
