// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.SecuredParts.Running;
import backbone.servers.Probe;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.RealElasticsearch;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import backbone.testkit.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every part by the file that deploy/config ships and by environment variables alone, against a
 * broker that asks for passwords over TLS and an Elasticsearch that does likewise, whose user may
 * do no more than the role in deploy/elasticsearch.
 */
class SecuredIT {

  private static final Duration STOP = Duration.ofSeconds(10);
  private static final String MESSAGE = "the vault is open";
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static CompletableFuture<RealElasticsearch> elasticsearch;
  private static RealKafka kafka;
  private static RealRegistry registry;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> roles = new TreeMap<>();
    for (String role : List.of("telemetry_sink", "telemetry_console")) {
      Path file = Command.ROOT.resolve("deploy/elasticsearch/roles/" + role + ".json");
      roles.put(role, Files.readString(file));
    }
    elasticsearch =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return RealElasticsearch.secured(roles);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    kafka = RealKafka.secured();
    registry = RealRegistry.started();
    elasticsearch.join();
  }

  @AfterAll
  static void stop() {
    Stream.<AutoCloseable>of(registry, kafka, elasticsearch.join())
        .forEach(
            server -> {
              try {
                server.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void findsLineAndSpan_andShowsNoPassword(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("app.log");
    Files.writeString(log, "2026-03-01 14:05:09.123 [main] ERROR a.B - " + MESSAGE + "\n");
    String token = Secrets.next();
    Map<String, String> environment = environment(folder, token);
    Command.Result topics =
        Command.run(
            environment, "", "topics", "apply", "--config", SecuredParts.file("jobs").toString());
    assertThat(topics.code()).as(topics.output()).isZero();
    assertThat(topics.output()).contains("create    telemetry.logs.raw", "schema  ");

    try (SecuredParts parts = new SecuredParts(folder, environment)) {
      String connectRest = "127.0.0.1:" + FreePorts.next();
      String grpc = "127.0.0.1:" + FreePorts.next();
      String http = "127.0.0.1:" + FreePorts.next();
      String certificateHttp = "127.0.0.1:" + FreePorts.next();
      parts.start("shipper", Map.of());
      parts.start("gateway", Map.of("GATEWAY_GRPC_ADDRESS", grpc, "GATEWAY_HTTP_ADDRESS", http));
      parts.start("jobs", Map.of("JOBS_SAMPLING_WAIT_MS", "1000"));
      parts.start("connect", Map.of("CONNECT_REST_ADDRESS", connectRest));
      parts.start("console", console());
      parts.start("gateway", certificate(certificateHttp));
      for (Running part : parts.running()) {
        Eventually.await(part.part() + " ready", () -> ended(part) || part.ready());
      }
      Running refused =
          parts.start(
              "connect",
              Map.of(
                  "KAFKA_SASL_JAAS_CONFIG",
                  kafka.security().jaas("not-it"),
                  "CONNECT_REST_ADDRESS",
                  "127.0.0.1:" + FreePorts.next()));

      assertThat(span(http, "")).isEqualTo(401);
      Eventually.await("a span by password", () -> span(http, token) == 200);
      Eventually.await("a span by certificate", () -> span(certificateHttp, token) == 200);
      awaitFound("/telemetry-logs-*/_search", MESSAGE);
      awaitFound("/telemetry-spans-*/_search", TRACE);

      Eventually.await("a line", () -> refused.log().contains("refuses this login"));
      assertThat(refused.process().isAlive()).isTrue();
      assertThat(refused.ready()).isFalse();
      assertThat(Probe.page(refused.probes() + "/live")).isTrue();

      List<String> secrets = new ArrayList<>(elasticsearch.join().security().passwords().values());
      secrets.add(kafka.security().password());
      secrets.add(token);
      List<String> shown = new ArrayList<>(shown(parts, "http://" + connectRest));
      parts.stop(STOP);
      for (Running part : parts.running()) {
        shown.add(part.log());
      }
      assertThat(shown).allSatisfy(text -> assertThat(text).isNotNull().doesNotContain(secrets));
    }
  }

  private static boolean ended(Running part) throws IOException {
    assertThat(part.process().isAlive()).as(part.part() + " ended: " + part.log()).isTrue();
    return false;
  }

  /** Everything that people or programs can see of the running parts. */
  private static List<String> shown(SecuredParts parts, String connect) throws Exception {
    List<String> shown = new ArrayList<>();
    for (String part : List.of("shipper", "gateway", "jobs", "connect", "console")) {
      shown.add(parts.config(part));
    }
    for (Running part : parts.running()) {
      shown.add(Probe.body(part.probes() + "/health"));
      if (!part.part().equals("console")) {
        shown.add(Probe.body(part.probes() + "/metrics"));
      }
    }
    for (String path :
        List.of("?expand=info&expand=status", "/telemetry-elasticsearch-logs/tasks")) {
      shown.add(Probe.get(connect + "/connectors" + path));
    }
    List<String> records = configTopic();
    assertThat(records).anyMatch(record -> record.contains("${env:ELASTICSEARCH_PASSWORD}"));
    shown.addAll(records);
    return shown;
  }

  private static List<String> configTopic() {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    TopicPartition partition = new TopicPartition("telemetry-connect-configs", 0);
    List<String> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> records.add("" + record.value()));
      }
    }
    return records;
  }

  private static void awaitFound(String path, String text) throws Exception {
    AtomicReference<String> last = new AtomicReference<>("");
    try {
      Eventually.await(
          text,
          () -> {
            last.set(
                elasticsearch
                    .join()
                    .security()
                    .ask("telemetry_console", "GET", path + "?size=100", null)
                    .body());
            return last.get().contains(text);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; last answer: " + last.get(), e);
    }
  }

  private static int span(String address, String token) throws IOException, InterruptedException {
    long nowNanos = Instant.now().toEpochMilli() * 1_000_000;
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"vault"}}]},
         "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"eee19b7ec3c1b174","name":"open","kind":2,
         "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":2}}]}]}]}
        """
            .formatted(TRACE, nowNanos - 5_000_000, nowNanos);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/v1/traces"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static Map<String, String> environment(Path folder, String token) {
    var security = kafka.security();
    var store = elasticsearch.join().security();
    Map<String, String> all = new HashMap<>();
    all.put("KAFKA_BOOTSTRAP_SERVERS", security.bootstrap());
    all.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    all.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    all.put("KAFKA_SASL_JAAS_CONFIG", security.jaas());
    all.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
    all.put("KAFKA_SSL_TRUSTSTORE_LOCATION", security.certificates().ca().toString());
    all.put("REGISTRY_URL", registry.url());
    all.put("ELASTICSEARCH_URL", store.url());
    all.put("ELASTICSEARCH_USER", "telemetry_sink");
    all.put("ELASTICSEARCH_PASSWORD", store.passwords().get("telemetry_sink"));
    all.put("CONNECT_ELASTICSEARCH_TLS_CA_PATH", store.certificates().ca().toString());
    all.put("CONSOLE_ELASTICSEARCH_TLS_CA_PATH", store.certificates().ca().toString());
    all.put("CONNECT_CHECK_INTERVAL_MS", "500");
    all.put("JAEGER_ENDPOINT", "");
    all.put("GATEWAY_TOKEN", token);
    all.put("LOGS_GLOB", folder.resolve("*.log").toString());
    all.put("TELEMETRY_ENV", "prod");
    all.put("TELEMETRY_REGION", "kr");
    all.put("TELEMETRY_TEAM", "vault");
    return all;
  }

  private static Map<String, String> console() {
    String role = "telemetry_console";
    return Map.of(
        "ELASTICSEARCH_USER",
        role,
        "ELASTICSEARCH_PASSWORD",
        elasticsearch.join().security().passwords().get(role));
  }

  /** The same gateway by certificate, with no password at all. */
  private static Map<String, String> certificate(String http) throws IOException {
    var security = kafka.security();
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        security.mutualTls(),
        "KAFKA_SECURITY_PROTOCOL",
        "SSL",
        "KAFKA_SSL_KEYSTORE_TYPE",
        "PEM",
        "KAFKA_SSL_KEYSTORE_LOCATION",
        security.certificates().sign("gateway").both().toString(),
        "GATEWAY_GRPC_ADDRESS",
        "",
        "GATEWAY_HTTP_ADDRESS",
        http);
  }
}
