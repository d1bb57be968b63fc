// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports.Port;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The block of each page of {@code docs/onboard}, copied as it stands except for folders, ports and
 * names, in the real runtime: its lines become events and its spans traces. The migration's
 * comparison of counts, too.
 */
class OnboardIT {

  private static final int PORT_BASE = 23_100;
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final int LINES = 20;
  private static final String FILEBEAT_MAPPING =
      "{\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},\"log\":{\"properties\":"
          + "{\"file\":{\"properties\":{\"path\":{\"type\":\"keyword\"}}},"
          + "\"offset\":{\"type\":\"long\"}}}}}}";
  private static final String LOGS = "/var/log/cart-service";

  @TempDir private static Path folder;
  private static Embedded backbone;

  @BeforeAll
  static void up() throws Exception {
    for (String service : List.of("spring-cart", "python-cart", "node-cart", "nginx")) {
      Path logs = Files.createDirectories(folder.resolve("logs").resolve(service));
      Files.createFile(logs.resolve("app.log"));
    }
    backbone = new Embedded(folder.resolve("data"), PORT_BASE);
    backbone.up("--no-demo", "--logs", folder.resolve("logs") + "/*/*.log");
  }

  @AfterAll
  static void down() throws Exception {
    backbone.close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void springBoot() throws Exception {
    Path jars = Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", ""), "spring-boot");
    Runtimes.skipUnless(
        Files.isDirectory(jars), "Spring Boot's jars below BACKBONE_PEERS/spring-boot");
    Path app = Files.createDirectories(folder.resolve("spring"));
    Files.writeString(app.resolve("application.properties"), cart("spring-boot", "spring-cart"));
    String classPath = app + File.pathSeparator + jars.resolve("*");
    Runtimes.compile(Runtimes.resource("CartApplication.java"), app, jars);
    int port = FreePorts.next();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            "cart.CartApplication",
            "--server.address=127.0.0.1",
            "--server.port=" + port);
    Process process = Runtimes.start(app, Map.of(), command);
    try {
      Eventually.await("the cart", () -> Runtimes.status(port, "/cart", TRACE) == 200);
    } finally {
      process.destroy();
      assertThat(process.waitFor(Runtimes.SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }

    joined(event("spring-cart", "cart shown"), "info");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void python() throws Exception {
    Path python = Runtimes.python();
    Path app = Files.createDirectories(folder.resolve("python"));
    Files.writeString(app.resolve("telemetry.py"), cart("python", "python-cart"));
    Runtimes.runToEnd(
        app, Map.of(), List.of(python.toString(), Runtimes.resource("app.py").toString()));

    joined(event("python-cart", "cart shown"), "info");
    JsonNode broken = event("python-cart", "cart broke");
    joined(broken, "error");
    assertThat(broken.path("error.type").asText()).isEqualTo("KeyError");
    assertThat(broken.path("error.stack_trace").asText()).contains("Traceback", "no such cart");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void node() throws Exception {
    Path modules = Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", ""), "node_modules");
    Runtimes.skipUnless(
        Peers.find("node").isPresent() && Files.isDirectory(modules.resolve("@opentelemetry")),
        "Node with @opentelemetry packages below BACKBONE_PEERS/node_modules");
    Path app = Files.createDirectories(folder.resolve("node"));
    Files.writeString(app.resolve("telemetry.js"), cart("node", "node-cart"));
    Files.copy(Runtimes.resource("app.js"), app.resolve("app.js"));
    Runtimes.runToEnd(
        app,
        Map.of("NODE_PATH", modules.toString()),
        List.of(Peers.require("node").toString(), "app.js"));

    joined(event("node-cart", "cart shown"), "info");
    JsonNode broken = event("node-cart", "cart broke");
    joined(broken, "error");
    assertThat(broken.path("error.type").asText()).isEqualTo("TypeError");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void nginx() throws Exception {
    Path nginx = Peers.require("nginx");
    Path home = Files.createDirectories(folder.resolve("nginx"));
    String logs = folder.resolve("logs/nginx").toString();
    DocBlock page = page("nginx").with("/var/log/nginx", logs);
    Files.writeString(home.resolve("backbone.conf"), page.text());
    int port = FreePorts.next();
    Files.writeString(
        home.resolve("nginx.conf"),
        Files.readString(Runtimes.resource("nginx.conf"))
            .replace("/var/log/nginx", logs)
            .replace("PORT", Integer.toString(port)));
    Process process =
        Runtimes.start(
            home, Map.of(), List.of(nginx.toString(), "-p", home + "/", "-c", "nginx.conf"));
    try {
      Eventually.await("nginx", () -> Runtimes.status(port, "/cart?token=secret", TRACE) == 200);
      assertThat(Runtimes.status(port, "/broken", TRACE)).isEqualTo(503);
    } finally {
      process.destroy();
      assertThat(process.waitFor(Runtimes.SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }

    JsonNode broken = event("nginx", "GET /broken 503");
    assertThat(broken.path("log.level").asText()).isEqualTo("error");
    assertThat(broken.path("trace.id").asText()).isEqualTo(TRACE);
    assertThat(broken.path("http.response.status_code").asInt()).isEqualTo(503);
    assertThat(broken.path("client.ip").asText()).isEqualTo("127.0.0.0");
    assertThat(event("nginx", "GET /cart 200").toString()).doesNotContain("secret");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void kubernetes() throws Exception {
    Path pod = folder.resolve("pods/shop_cart-7d9f-x2x_0a1b-22c3/cart-container");
    Files.createDirectories(pod);
    Files.writeString(
        pod.resolve("0.log"),
        "2026-11-23T10:15:00.123456789Z stdout F "
            + "{\"@timestamp\":\"2026-11-23T10:15:00.100Z\",\"log.level\":\"WARN\","
            + "\"message\":\"cart is full\"}\n"
            + "2026-11-23T10:15:01.000000000Z stderr F cart is lost\n");
    Path secret = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(secret.resolve("password"), "never used here\n");
    Path config = folder.resolve("shipper.yaml");
    Files.writeString(
        config,
        shipperConfig()
            .replace("/var/log/pods", folder.resolve("pods").toString())
            .replace("/var/lib/telemetry-backbone", folder.resolve("state").toString())
            .replace("/etc/telemetry/kafka", secret.toString()));
    Process process =
        Command.start(
            folder.resolve("shipper.out"),
            Map.of(
                "NODE_NAME",
                "node-7",
                "KAFKA_BOOTSTRAP_SERVERS",
                backbone.state().bootstrap(),
                "KAFKA_SECURITY_PROTOCOL",
                "PLAINTEXT",
                "SHIPPER_METRICS_ADDRESS",
                "127.0.0.1:" + FreePorts.next()),
            "run",
            "shipper",
            "--config",
            config.toString());
    try {
      JsonNode full = event("cart-container", "cart is full");
      assertThat(full.path("log.level").asText()).isEqualTo("warn");
      assertThat(full.path("labels.team").asText()).isEqualTo("shop");
      assertThat(full.path("host.name").asText()).isEqualTo("node-7");
      assertThat(full.path("@timestamp").asText()).startsWith("2026-11-23T10:15:00.1");
      JsonNode lost = event("cart-container", "cart is lost");
      assertThat(lost.path("@timestamp").asText()).startsWith("2026-11-23T10:15:01");
    } finally {
      process.destroy();
      assertThat(process.waitFor(Runtimes.SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void migrationComparesCounts() throws Exception {
    Path file = folder.resolve("logs/migrated/app.log");
    StringBuilder bulk = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    Instant when = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5_400);
    for (int i = 0; i < LINES; i++) {
      String document =
          "{\"@timestamp\":\"%s\",\"log.file.path\":\"%s\",\"log.offset\":%d}%n"
              .formatted(when.plusSeconds(i), file, lines.length());
      bulk.append("{\"create\":{}}\n").append(document);
      if (i == 0) {
        bulk.append("{\"create\":{}}\n").append(document);
      }
      lines.append(when.plusSeconds(i)).append(" INFO line ").append(i).append('\n');
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
    put("/filebeat-8", "PUT", FILEBEAT_MAPPING);
    put("/filebeat-8/_bulk?refresh=true", "POST", bulk.toString());
    Eventually.await(
        "the migrated file",
        () ->
            backbone.search("/telemetry-logs-*/_count?q=message:line").path("count").asInt()
                == LINES);

    Path home = Files.createDirectories(folder.resolve("migrate"));
    String block =
        DocBlock.read("docs/migrate.md", "sh")
            .with("http://127.0.0.1:9200", backbone.url(Port.ELASTICSEARCH))
            .text();
    Runtimes.runToEnd(home, Map.of(), List.of("sh", "-euc", block));

    assertThat(Files.readAllLines(home.resolve("out")))
        .contains(String.join("\t", file.toString(), "21", "20", "20", "20"));
  }

  private static void put(String path, String method, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(backbone.url(Port.ELASTICSEARCH) + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertThat(answer).doesNotContain("\"error\"");
  }

  /** The settings within the page's ConfigMap; all documents of the block must be YAML. */
  private static String shipperConfig() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<JsonNode> documents = new ArrayList<>();
    yaml.readerFor(JsonNode.class)
        .<JsonNode>readValues(page("kubernetes").text())
        .forEachRemaining(documents::add);
    assertThat(documents)
        .extracting(document -> document.path("kind").asText())
        .containsExactly("Namespace", "Secret", "ConfigMap", "DaemonSet");
    return documents.get(2).path("data").path("shipper.yaml").asText();
  }

  private static DocBlock page(String name) throws IOException {
    return DocBlock.read("docs/onboard/" + name + ".md", "[a-z]+");
  }

  /** A page's block as this service would copy it. */
  private static String cart(String page, String service) throws IOException {
    return page(page)
        .with(LOGS, folder.resolve("logs").resolve(service).toString())
        .with("cart-service", service)
        .with("http://127.0.0.1:4318", backbone.url(Port.GATEWAY_HTTP))
        .text();
  }

  /** The one event of a service with this message. */
  private static JsonNode event(String service, String message) throws Exception {
    String query =
        "/telemetry-logs-*/_search?q="
            + URLEncoder.encode(
                "service.name:\"%s\" AND message:\"%s\"".formatted(service, message),
                StandardCharsets.UTF_8);
    Eventually.await(
        service + ": " + message, () -> backbone.search(query).at("/hits/total/value").asInt() > 0);
    JsonNode source = backbone.search(query).at("/hits/hits/0/_source");
    assertThat(Command.run("service", service, "--data", backbone.data().toString()).code())
        .isZero();
    return source;
  }

  /** The event carries the id of a trace that is kept, for its operation is new. */
  private static void joined(JsonNode event, String level) throws Exception {
    assertThat(event.path("log.level").asText()).isEqualTo(level);
    String trace = event.path("trace.id").asText();
    assertThat(trace).hasSize(32);
    Eventually.await(
        "trace " + trace,
        () -> !backbone.get(Port.CONSOLE, "/api/traces/" + trace).path("spans").isEmpty());
  }
}
