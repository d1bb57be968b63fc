// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.schema.otlp.ResourceFigures;
import backbone.service.Health;
import backbone.service.Part;
import backbone.testkit.RealKafka;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop on the real clock, with its thread and its files. */
final class RunningShopIT {

  @TempDir private Path folder;

  @Test
  void followsTheSwitchAndEnds_whenRunning() throws Exception {
    Path logs = folder.resolve("logs");
    Path fault = folder.resolve("fault.json");
    Part part = shop(settings(logs, fault, 100, Map.of()));
    try (part) {
      part.start();
      await("a line in each file", () -> allHaveLines(logs));
      await("health", () -> part.health().state() == Health.State.HEALTHY);

      FaultSwitch.on(fault, Fault.CPU_BURN, Duration.ofMinutes(1));
      await("the fault", () -> "cpu-burn".equals(part.health().facts().get("fault")));
      assertThat(burning()).isTrue();

      FaultSwitch.off(fault);
      await("the fault's end", () -> "none".equals(part.health().facts().get("fault")));
      await("the fire's end", () -> !burning());
    }
    part.close();

    for (ShopFile file : ShopFile.values()) {
      assertThat(Files.readString(logs.resolve(file.fileName()))).endsWith("\n");
    }
  }

  @Test
  void sendsSpansOfEachService_whenKafkaIsGiven() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(List.of(Catalogue.SPANS_RAW));
      Map<String, ResourceSpans> found = new HashMap<>();
      Map<String, String> teams = new HashMap<>();
      Map<String, Object> client = new HashMap<>(kafka.client());
      try (Part part =
          shop(settings(folder.resolve("logs"), folder.resolve("fault.json"), 50, client))) {
        part.start();
        client.put("group.id", "check");
        client.put("auto.offset.reset", "earliest");
        try (var consumer =
            new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
          consumer.subscribe(List.of(Catalogue.SPANS_RAW.name()));
          await(
              "spans of four services",
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  ResourceSpans group =
                      ExportTraceServiceRequest.parseFrom(record.value()).getResourceSpans(0);
                  String service = service(group);
                  found.put(service, group);
                  teams.put(service, header(record, TelemetryHeaders.TEAM));
                  assertThat(header(record, TelemetryHeaders.ENV)).isEqualTo("prod");
                }
                return found.size() == 4;
              });
        }
      }
      assertThat(teams.values()).containsExactlyInAnyOrder("payments", "", "", "");
      assertThat(found.values())
          .allMatch(
              group ->
                  group.getScopeSpans(0).getSpans(0).getAttributesList().stream()
                      .anyMatch(a -> a.getKey().equals(ResourceFigures.THREAD_CPU_TIME)));
    }
  }

  private static String service(ResourceSpans group) {
    return group.getResource().getAttributesList().stream()
        .filter(a -> a.getKey().equals("service.name"))
        .map(a -> a.getValue().getStringValue())
        .findFirst()
        .orElseThrow();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void refusesToStart_whenFolderCannotBeMade() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));

    try (Part part = shop(settings(taken, folder.resolve("fault.json"), 8, Map.of()))) {
      assertThatThrownBy(part::start).hasMessageStartingWith("demo.logs.dir=" + taken);
    }
  }

  private static DemoSettings settings(
      Path logs, Path fault, int requestsPerSecond, Map<String, Object> kafka) {
    return new DemoSettings(
        logs,
        fault,
        requestsPerSecond,
        0,
        "prod",
        "kr",
        Map.of("payment-service", "payments"),
        "telemetry",
        kafka);
  }

  private static Part shop(DemoSettings settings) {
    return new RunningShop(settings, new PrometheusRegistry());
  }

  private static boolean allHaveLines(Path logs) throws IOException {
    for (ShopFile file : ShopFile.values()) {
      Path path = logs.resolve(file.fileName());
      if (!Files.exists(path) || Files.size(path) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean burning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("pricing-1"));
  }
}
