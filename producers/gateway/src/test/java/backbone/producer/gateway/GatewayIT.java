// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.schema.Catalogue;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import backbone.testkit.RealKafka;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on a real broker, with those clients of others that are present. */
final class GatewayIT {

  private static final long PEER_SECONDS_MAX = 60;
  private static RealKafka kafka;
  private static Gateway gateway;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = RealKafka.started();
    kafka.create(List.of(Catalogue.SPANS_RAW, Catalogue.LOGS_RAW));
    gateway = gateway(kafka.bootstrap());
    gateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    kafka.close();
  }

  @Test
  void keepsWhatItAcknowledged_whenRequestsAreLarge() throws Exception {
    var channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.grpcPort()).usePlaintext().build();
    try (RawTopicReader reader = new RawTopicReader(kafka)) {
      TraceServiceGrpc.newBlockingStub(channel)
          .withCompression("gzip")
          .export(Requests.spans(40, 100_000));

      List<Span> spans = reader.named("GET /items", 40);

      assertThat(spans).containsExactlyInAnyOrderElementsOf(only(Requests.spans(40, 100_000)));
      assertThat(reader.records).allMatch(record -> record.value().length <= 900_000);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void saysUnavailableWithinSeconds_whenKafkaIsAway() {
    try (Gateway alone = gateway("127.0.0.1:" + FreePorts.next())) {
      alone.start();
      var channel =
          NettyChannelBuilder.forAddress("127.0.0.1", alone.grpcPort()).usePlaintext().build();
      try {
        TraceServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .export(Requests.spans(1, 10));
        throw new AssertionError("acknowledged what nobody has");
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
        assertThat(e.getStatus().getDescription()).startsWith("Kafka does not acknowledge");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void takesAllOfASpan_fromThePythonSdk() throws Exception {
    run(python(), "send.py", Map.of());

    expectWhole("python-grpc", -9_007_199_254_740_993L);
    expectWhole("python-http", -9_007_199_254_740_993L);
  }

  @Test
  void takesAllOfASpan_fromTheNodeSdk() throws Exception {
    Path modules = Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", ""), "node_modules");
    skipUnless(
        Peers.find("node").isPresent() && Files.isDirectory(modules.resolve("@opentelemetry")),
        "Node with @opentelemetry packages below BACKBONE_PEERS/node_modules");
    run(Peers.require("node"), "send.js", Map.of("NODE_PATH", modules.toString()));

    expectWhole("node-grpc", -9_007_199_254_740_991L);
    expectWhole("node-http", -9_007_199_254_740_991L);
  }

  @Test
  void meetsItself_whenTheCollectorSendsThroughTheGatewayAndPastIt() throws Exception {
    Path collector = Peers.require("otelcol");
    skipUnless(readsEnvironment(collector), "an otelcol with the env provider, which starts,");
    int port = FreePorts.next();
    Map<String, String> environment =
        Map.of(
            "COLLECTOR_PORT", Integer.toString(port),
            "GATEWAY_PORT", Integer.toString(gateway.grpcPort()),
            "KAFKA", kafka.bootstrap());
    List<String> command =
        List.of(collector.toString(), "--config", resource("collector.yaml").toString());
    Process process = process(command, environment);
    var channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    ExportTraceServiceRequest request = renamed("through-collector");
    try (RawTopicReader reader = new RawTopicReader(kafka)) {
      Eventually.await("the Collector", () -> sent(channel, request));

      List<Span> spans = reader.named("through-collector", 2);

      assertThat(spans)
          .hasSizeGreaterThanOrEqualTo(2)
          .extracting(GatewayIT::withoutEmptyStatus)
          .containsOnly(only(request).get(0));
    } finally {
      channel.shutdownNow();
      process.destroyForcibly().waitFor();
    }
  }

  /** The Collector writes a status that says nothing, which means the same as none. */
  private static Span withoutEmptyStatus(Span span) {
    boolean empty = span.hasStatus() && span.getStatus().equals(Status.getDefaultInstance());
    return empty ? span.toBuilder().clearStatus().build() : span;
  }

  /** A Collector that was built without this provider refuses every configuration. */
  private boolean readsEnvironment(Path collector) throws Exception {
    process(List.of(collector.toString(), "components"), Map.of()).waitFor();
    return output().contains("scheme: env");
  }

  private void expectWhole(String name, long whole) throws Exception {
    Span span;
    try (RawTopicReader reader = new RawTopicReader(kafka)) {
      span = reader.named(name, 1).get(0);
    }
    Map<String, AnyValue> values =
        span.getAttributesList().stream()
            .collect(Collectors.toMap(a -> a.getKey(), a -> a.getValue()));
    assertThat(values.get("text").getStringValue()).isEqualTo("안녕");
    assertThat(values.get("whole").getIntValue()).isEqualTo(whole);
    assertThat(values.get("part").getDoubleValue()).isEqualTo(0.25);
    assertThat(values.get("yes").getBoolValue()).isTrue();
    assertThat(values.get("texts").getArrayValue().getValues(1).getStringValue()).isEqualTo("b");
    assertThat(values.get("wholes").getArrayValue().getValues(1).getIntValue()).isEqualTo(2);
    assertThat(values.get("parts").getArrayValue().getValues(1).getDoubleValue()).isEqualTo(1.5);
    assertThat(values.get("bools").getArrayValue().getValues(0).getBoolValue()).isTrue();
    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getSpanId().size()).isEqualTo(8);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getMessage()).isEqualTo("broken");
    assertThat(span.getEvents(0).getName()).isEqualTo("happened");
    assertThat(span.getLinks(0).getSpanId().size()).isEqualTo(8);
    assertThat(span.getLinks(0).getAttributes(0).getKey()).isEqualTo("why");
    assertThat(span.getStartTimeUnixNano())
        .isPositive()
        .isLessThanOrEqualTo(span.getEndTimeUnixNano());
  }

  /** The Python that has the SDK, or a skip with a line. */
  private Path python() throws Exception {
    boolean there =
        Peers.find("python3").isPresent()
            && process(
                        List.of(
                            "python3",
                            "-c",
                            "import opentelemetry.sdk, opentelemetry.exporter.otlp"),
                        Map.of())
                    .waitFor()
                == 0;
    skipUnless(there, "Python 3 with opentelemetry-sdk and opentelemetry-exporter-otlp");
    return Peers.require("python3");
  }

  private void run(Path program, String script, Map<String, String> environment) throws Exception {
    List<String> command =
        List.of(
            program.toString(),
            resource(script).toString(),
            Integer.toString(gateway.grpcPort()),
            Integer.toString(gateway.httpPort()));
    Process process = process(command, environment);
    boolean ended = process.waitFor(PEER_SECONDS_MAX, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as(output()).isTrue();
    assertThat(process.exitValue()).as(output()).isZero();
  }

  private Process process(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectOutput(new File(folder.toFile(), "output.txt")).start();
  }

  private String output() throws Exception {
    return Files.readString(folder.resolve("output.txt"));
  }

  private static Path resource(String name) throws Exception {
    return Path.of(GatewayIT.class.getResource("/peers/" + name).toURI());
  }

  private static boolean sent(io.grpc.Channel channel, ExportTraceServiceRequest request) {
    try {
      TraceServiceGrpc.newBlockingStub(channel).export(request);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static ExportTraceServiceRequest renamed(String name) {
    ExportTraceServiceRequest.Builder request = Requests.spans(1, 10).toBuilder();
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(0).setName(name);
    return request.build();
  }

  private static List<Span> only(ExportTraceServiceRequest request) {
    return request.getResourceSpans(0).getScopeSpans(0).getSpansList();
  }

  private static Gateway gateway(String bootstrap) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", bootstrap);
    return new Gateway(GatewayConfig.of(Rig.settings(settings)), new PrometheusRegistry());
  }

  private static void skipUnless(boolean there, String what) {
    if (!there) {
      System.out.println("Skipped: " + what + " is not there. `.ci/run` shows how to get it.");
    }
    assumeTrue(there, what + " is not there");
  }
}
