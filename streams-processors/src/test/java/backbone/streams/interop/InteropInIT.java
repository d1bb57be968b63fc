// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people already run writes into our topics, through a real broker: golden records of the
 * tools that are not here, and rsyslog, kcat and the Collector themselves where they are.
 */
class InteropInIT {

  private static final String JSON_LOGS = "otlp_json_logs";
  private static final List<String> ENTRANCES =
      List.of("filebeat", "fluent-bit", "vector", "logstash", "rsyslog", "otlp_logs", JSON_LOGS);
  private static final String TRACE = "803b448a0489f84084905d3093480352";

  private static final String LINES =
      """
      2024-01-02T10:11:12.345Z ERROR 7 --- [auth] [main] c.a.Login : Bad token of kim@acme.example
      plain words
      """;

  private static final String TRACE_LINES =
      """
      2024-01-02T10:11:12.345Z ERROR 7 --- [shop] [main] c.a.Orders : Order lost
      java.lang.IllegalStateException: no stock
      \tat c.a.Orders.place(Orders.java:7)
      Caused by: java.io.IOException: gone
      \t... 3 more
      """;

  private static final String SYSLOG =
      """
      <35>1 2024-01-02T01:11:12.345678Z db-1 sshd 812 - - Failed password of kim@acme.example
      <134>1 2024-01-02T01:11:13.345678Z app-1 api 7 - - {"level":"warn","msg":"Bad token",\
      "time":"2024-01-02T01:11:12Z","trace_id":"803b448a0489f84084905d3093480352"}
      """;

  private static final String OTLP =
      """
      {"resourceLogs":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"auth-service"}}]},
        "scopeLogs":[{"scope":{"name":"c.a.Login"},"logRecords":[
          {"timeUnixNano":"1704157872345678901","severityNumber":17,"severityText":"ERROR",
           "body":{"stringValue":"Bad token of kim@acme.example!"},
           "attributes":[{"key":"tries","value":{"intValue":"3"}}],
           "traceId":"803b448a0489f84084905d3093480352","spanId":"3425f23bb2432450"},
          {"observedTimeUnixNano":"1704157873000000000",
           "body":{"stringValue":"2024-01-02T01:11:12.345Z  WARN 7 --- [auth] [main] c.a.Login : From a file"},
           "attributes":[{"key":"log.file.path","value":{"stringValue":"/var/log/auth.log"}}]}]}]}]}
      """;

  @TempDir static Path shared;
  private static Pipeline pipeline;
  private static int sent;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    pipeline = Pipeline.started(shared, ENTRANCES, "only: normalize-logs");
  }

  /** Nothing was lost on the way and nothing is dead, whichever tests have run. */
  @AfterAll
  static void stop() throws Exception {
    try (Pipeline ending = pipeline) {
      Eventually.await(
          "balanced books", () -> ((Number) fact(ending, "ledgerResidue")).longValue() == 0);
      assertThat(ending.events(sent).values().stream().mapToInt(List::size).sum()).isEqualTo(sent);
      try (var dead = ending.reader(Catalogue.LOGS_DEAD)) {
        dead.seekToEnd(dead.assignment());
        dead.assignment().forEach(part -> assertThat(dead.position(part)).isZero());
      }
    }
  }

  private static Object fact(Pipeline running, String name) {
    Map<?, ?> jobs = (Map<?, ?>) running.jobs().health().facts().get("jobs");
    return ((Map<?, ?>) jobs.get("normalize-logs")).get(name);
  }

  /** As those tools send: no headers, no key or a word, any partition, their own record time. */
  @Test
  void goldenRecordsBecomeEvents_whateverTheirTopicAndPartition() throws Exception {
    Map<String, Path> places = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = pipeline.producer();
        Stream<Path> files = Files.list(golden())) {
      for (Path file : files.filter(f -> !f.endsWith("README.md")).sorted().toList()) {
        String tool = file.getFileName().toString().split("[-.]", 2)[0];
        String topic = ENTRANCES.contains(tool) ? tool : Catalogue.LOGS_RAW.name();
        topic = tool.equals("fluentbit") ? "fluent-bit" : topic;
        byte[] key = tool.equals("vector") ? "web-1".getBytes(UTF_8) : null;
        int partition = places.size() % Pipeline.PARTITIONS;
        long time = 1_704_157_872_345L;
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic, partition, time, key, Files.readAllBytes(file));
        RecordMetadata at = producer.send(record).get();
        places.put(at.topic() + "/" + at.partition() + "/" + at.offset(), file);
      }
    }
    sent += places.size();

    Map<String, List<LogEvent>> events = pipeline.events(sent);

    assertThat(places).hasSizeGreaterThan(30);
    for (Map.Entry<String, Path> place : places.entrySet()) {
      LogEvent event = events.get(place.getKey()).get(0);
      assertThat(event)
          .as(place.getValue().toString())
          .isEqualTo(ByEngine.event(place.getValue(), event));
      assertThat(event.toString()).doesNotContain("kim@");
    }
  }

  private static Path golden() {
    return Path.of(System.getProperty("backbone.root", ".."), "engine/src/test/resources/shipped");
  }

  @Test
  void linesOfKcatBecomeEvents() throws Exception {
    String kcat = Peers.require("kcat").toString();
    byte[] lines = LINES.getBytes(UTF_8);
    Program.output(
        folder, lines, kcat, "-P", "-b", pipeline.bootstrap(), "-t", Catalogue.LOGS_RAW.name());
    sent += 2;

    LogEvent error = one("Bad token of [email]");
    LogEvent plain = one("plain words");

    assertThat(error.getServiceName()).isEqualTo("auth");
    assertThat(error.getLevel()).isEqualTo("error");
    assertThat(error.getLogger()).isEqualTo("c.a.Login");
    assertThat(error.getEventTimeUnixNano()).isEqualTo(1_704_190_272_345_000_000L);
    assertThat(plain.getParseStatus()).isEqualTo("text");
  }

  @Test
  void linesOfATraceBecomeOneEvent_whenKcatGivesThemAKey() throws Exception {
    String kcat = Peers.require("kcat").toString();
    Program.output(
        folder,
        TRACE_LINES.getBytes(UTF_8),
        kcat,
        "-P",
        "-b",
        pipeline.bootstrap(),
        "-t",
        Catalogue.LOGS_RAW.name(),
        "-k",
        "web-1");
    sent += 1;

    LogEvent error = one("Order lost");

    assertThat(error.getErrorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.getErrorMessage()).isEqualTo("no stock");
    assertThat(error.getErrorStackTrace())
        .endsWith("Caused by: java.io.IOException: gone\n\t... 3 more");
  }

  @Test
  void messagesOfRsyslogBecomeEvents() throws Exception {
    Path rsyslogd = rsyslogd();
    int port = FreePorts.next();
    Path config = folder.resolve("rsyslog.conf");
    Files.writeString(
        config,
        Docs.block("rsyslog")
            .replace("$WORK", folder.toString())
            .replace("$PORT", Integer.toString(port))
            .replace("$BROKER", pipeline.bootstrap()));
    try (Program daemon =
        Program.start(
            folder.resolve("rsyslog.log"),
            rsyslogd.toString(),
            "-n",
            "-f",
            config.toString(),
            "-i",
            folder.resolve("pid").toString())) {
      Eventually.await("rsyslog's port", () -> syslog(port, daemon));
      sent += 4;

      List<LogEvent> words = all("Failed password of [email]");
      List<LogEvent> json = all("Bad token");

      assertThat(words)
          .extracting(LogEvent::getParseFormat)
          .containsExactlyInAnyOrder("syslog-3164", "rsyslog");
      for (LogEvent event : words) {
        assertThat(event.getLevel()).isEqualTo("error");
        assertThat(event.getHostName()).isEqualTo("db-1");
        assertThat(attribute(event, "process.name")).isEqualTo("sshd");
        assertThat(attribute(event, "process.pid")).isEqualTo(812L);
        assertThat(event.getEventTimeUnixNano()).isEqualTo(1_704_157_872_345_678_000L);
      }
      assertThat(json).hasSize(2);
      for (LogEvent event : json) {
        assertThat(event.getLevel()).isEqualTo("warn");
        assertThat(event.getHostName()).isEqualTo("app-1");
        assertThat(event.getTraceId()).isEqualTo(TRACE);
        assertThat(event.getEventTimeUnixNano()).isEqualTo(1_704_157_872_000_000_000L);
      }
    }
  }

  private static Path rsyslogd() {
    Path system = Path.of("/usr/sbin/rsyslogd");
    return Files.isExecutable(system) ? system : Peers.require("rsyslogd");
  }

  /** Sends two messages; false while nobody listens. */
  private static boolean syslog(int port, Program daemon) throws IOException {
    assertThat(daemon.alive()).as(daemon.log()).isTrue();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(SYSLOG.getBytes(UTF_8));
      return true;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  @Test
  void batchesOfTheCollectorBecomeEvents() throws Exception {
    Path otelcol = Peers.require("otelcol");
    int port = FreePorts.next();
    Path config = folder.resolve("collector.yaml");
    Files.writeString(
        config,
        Docs.block("collector-out")
            .replace("127.0.0.1:4318", "127.0.0.1:" + port)
            .replace("localhost:9092", pipeline.bootstrap()));
    try (Program collector =
        Program.start(
            folder.resolve("collector.log"), otelcol.toString(), "--config", config.toString())) {
      Eventually.await("the Collector's port", () -> otlp(port, collector));
      sent += 4;

      List<LogEvent> typed = all("Bad token of [email]!");
      List<LogEvent> lines = all("From a file");

      assertThat(typed).hasSize(2);
      assertThat(lines).hasSize(2);
      for (LogEvent event : typed) {
        assertThat(event.getParseFormat()).isEqualTo("otlp");
        assertThat(event.getLevel()).isEqualTo("error");
        assertThat(event.getServiceName()).isEqualTo("auth-service");
        assertThat(event.getTraceId()).isEqualTo(TRACE);
        assertThat(event.getSpanId()).isEqualTo("3425f23bb2432450");
        assertThat(event.getEventTimeUnixNano()).isEqualTo(1_704_157_872_345_678_901L);
        assertThat(attribute(event, "tries")).isEqualTo(3L);
      }
      for (LogEvent event : lines) {
        assertThat(event.getParseFormat()).isEqualTo("spring-boot");
        assertThat(event.getLevel()).isEqualTo("warn");
        assertThat(event.getFilePath()).isEqualTo("/var/log/auth.log");
      }
    }
  }

  private static boolean otlp(int port, Program collector) throws Exception {
    assertThat(collector.alive()).as(collector.log()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/logs"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(OTLP))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return true;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private static Object attribute(LogEvent event, String key) {
    return event.getAttributes().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " in " + event))
        .getValue();
  }

  private static LogEvent one(String message) throws Exception {
    List<LogEvent> found = all(message);
    assertThat(found).as(message).hasSize(1);
    return found.get(0);
  }

  private static List<LogEvent> all(String message) throws Exception {
    return pipeline.events(sent).values().stream()
        .flatMap(List::stream)
        .filter(event -> event.getMessage().equals(message))
        .toList();
  }
}
