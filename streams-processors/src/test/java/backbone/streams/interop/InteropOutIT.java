// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.schema.otlp.OtlpJson;
import backbone.testkit.Eventually;
import backbone.testkit.Peers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our jobs write is read by kcat, by Confluent's client for Python and by the Collector. */
@Order(8)
class InteropOutIT {

  private static final int LINES = 3;
  private static final int TRACES = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  private static Pipeline pipeline;

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws Exception {
    pipeline = Pipeline.started(shared, List.of(), "sampling.wait.ms: 1000");
    try (KafkaProducer<byte[], byte[]> producer = pipeline.producer()) {
      for (int i = 0; i < LINES; i++) {
        String line = "2024-01-02T01:11:1" + i + "Z ERROR 7 --- [auth] [main] c.a.Login : Bad " + i;
        producer.send(new ProducerRecord<>(Catalogue.LOGS_RAW.name(), line.getBytes(UTF_8))).get();
      }
      for (int i = 1; i <= TRACES; i++) {
        byte[] batch = Spans.failed(i).toByteArray();
        producer.send(new ProducerRecord<>(Catalogue.SPANS_RAW.name(), batch)).get();
      }
      String minutes = Catalogue.METRICS_MINUTES.name();
      var codec = AvroCodec.metricMinutes(pipeline.registry().client(), minutes);
      byte[] minute = codec.encode(Spans.minute());
      producer.send(new ProducerRecord<>(minutes, "series".getBytes(UTF_8), minute)).get();
    }
    pipeline.await(Catalogue.LOGS_NORMALIZED, LINES);
    pipeline.await(Catalogue.SAMPLING_DECISIONS, TRACES);
    pipeline.await(Catalogue.SPANS_SAMPLED, TRACES);
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs.normalized",
        "spans.normalized",
        "spans.sampled",
        "sampling.decisions",
        "metrics.minutes"
      })
  void kcatReadsKeysAndHeaders(String name) throws Exception {
    Peers.require("kcat");
    Topic topic = topic(name);
    String command =
        Docs.block("kcat")
            .replace("localhost:9092", pipeline.bootstrap())
            .replace(Catalogue.SPANS_SAMPLED.name(), topic.name());

    String said = Program.output(folder, new byte[0], "bash", "-c", command);

    for (ConsumerRecord<byte[], byte[]> record : pipeline.await(topic, 1)) {
      String place = record.partition() + "/" + record.offset();
      String key = record.key() == null ? "" : new String(record.key(), UTF_8);
      assertThat(said).contains(place + " key=" + key + " bytes=" + record.value().length + " ");
      record
          .headers()
          .forEach(h -> assertThat(said).contains(h.key() + "=" + new String(h.value(), UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs.normalized", "sampling.decisions", "metrics.minutes"})
  void pythonReadsEveryField(String name) throws Exception {
    Path python = Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", ""), "python/bin/python3");
    assumeTrue(Files.isExecutable(python), "Skipped: `.ci/run` shows how to get " + python);
    Path script = Files.writeString(folder.resolve("read.py"), Docs.block("python"));
    Topic topic = topic(name);

    String said =
        Program.output(
            folder,
            new byte[0],
            python.toString(),
            script.toString(),
            pipeline.bootstrap(),
            pipeline.registry().url(),
            topic.name());

    List<JsonNode> expected = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : pipeline.await(topic, 1)) {
      expected.add(JSON.readTree(decoded(topic, record.value()).toString()));
    }
    List<JsonNode> read = new ArrayList<>();
    for (String line : said.lines().toList()) {
      read.add(JSON.readTree(line));
    }
    assertThat(read).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  private static SpecificRecord decoded(Topic topic, byte[] value) {
    var registry = pipeline.registry().client();
    if (topic.equals(Catalogue.LOGS_NORMALIZED)) {
      return AvroCodec.logEvents(registry, topic.name()).decode(value);
    }
    return topic.equals(Catalogue.SAMPLING_DECISIONS)
        ? AvroCodec.decisions(registry, topic.name()).decode(value)
        : AvroCodec.metricMinutes(registry, topic.name()).decode(value);
  }

  /** Watermarks, which only the topic before sampling has, must be no errors and no spans. */
  @ParameterizedTest
  @ValueSource(strings = {"spans.sampled", "spans.normalized"})
  void collectorReadsEverySpan(String name) throws Exception {
    String otelcol = Peers.require("otelcol").toString();
    Topic topic = topic(name);
    Path out = folder.resolve("spans.json");
    Path config =
        Files.writeString(
            folder.resolve("collector.yaml"),
            Docs.block("collector-in")
                .replace("localhost:9092", pipeline.bootstrap())
                .replace("my-collector", "collector-" + name)
                .replace("spans.json", out.toString())
                .replace(Catalogue.SPANS_SAMPLED.name(), topic.name()));
    List<Span> expected = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : pipeline.await(topic, TRACES)) {
      spans(TracesData.parseFrom(record.value()).getResourceSpansList()).forEach(expected::add);
    }
    Path log = folder.resolve("collector.log");
    try (Program collector = Program.start(log, otelcol, "--config", config.toString())) {
      Eventually.await(
          "spans of the Collector",
          () -> {
            assertThat(collector.alive()).as(collector.log()).isTrue();
            return read(out).size() >= expected.size();
          });
    }

    assertThat(Files.readAllLines(out)).doesNotContain("{}");
    assertThat(read(out)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Files.readString(log)).doesNotContain("\terror\t", "\twarn\t", "panic");
    assertThat(watermarks(topic)).isEqualTo(topic.equals(Catalogue.SPANS_NORMALIZED));
  }

  private static List<Span> read(Path file) throws Exception {
    List<Span> spans = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        ExportTraceServiceRequest request = OtlpJson.traces(line.getBytes(UTF_8));
        spans(request.getResourceSpansList()).forEach(spans::add);
      }
    }
    return spans;
  }

  /** With a status in any case: the Collector writes one where none was. */
  private static Stream<Span> spans(List<ResourceSpans> resources) {
    return resources.stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> span.toBuilder().setStatus(span.getStatus()).build());
  }

  private static boolean watermarks(Topic topic) {
    boolean[] seen = new boolean[1];
    try (var reader = pipeline.reader(topic)) {
      reader
          .poll(Duration.ofSeconds(5))
          .forEach(r -> seen[0] |= r.headers().lastHeader(TelemetryHeaders.CONTROL) != null);
    }
    return seen[0];
  }

  private static Topic topic(String name) {
    return Catalogue.topics().stream()
        .filter(topic -> topic.name().equals("telemetry." + name))
        .findFirst()
        .orElseThrow();
  }
}
