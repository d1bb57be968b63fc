// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.logback;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.testkit.RealKafka;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** Logback itself, by the block of the documentation, and a real broker. */
final class TelemetryAppenderIT {

  private static final int THREADS = 4;
  private static final int EVENTS = 2_000;
  private static final Path PAGE =
      Path.of(System.getProperty("backbone.root", "../.."), "docs", "onboard", "java.md");

  @Test
  void sendsEveryEventOnce_andNothingOfItsOwn() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(List.of(Catalogue.LOGS_RAW));
      LoggerContext context = configured(kafka.bootstrap());
      // At this level Kafka's client says more for each record than there are records.
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.DEBUG);
      logByManyThreads(context);
      logFailure(context);
      context.stop();

      List<ConsumerRecord<byte[], byte[]>> records =
          kafka.records(Catalogue.LOGS_RAW.name(), THREADS * EVENTS + 1);
      assertThat(records).hasSize(THREADS * EVENTS + 1);
      assertOrder(records);
      assertFailure(records);
    }
  }

  private static LoggerContext configured(String bootstrap) throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf("<configuration>");
    String block = page.substring(from, page.indexOf("</configuration>", from) + 16);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)));
    return context;
  }

  private static void logByManyThreads(LoggerContext context) throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(
                n ->
                    new Thread(
                        () -> {
                          Logger log = context.getLogger("shop.Cart");
                          for (int i = 0; i < EVENTS; i++) {
                            log.info("event {} of {}", i, EVENTS);
                          }
                        },
                        "worker-" + n))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void logFailure(LoggerContext context) {
    context.getMDCAdapter().put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    context.getMDCAdapter().put("spanId", "00f067aa0ba902b7");
    context.getMDCAdapter().put("user", "kim");
    context
        .getLogger("shop.Cart")
        .atError()
        .addMarker(MarkerFactory.getMarker("AUDIT"))
        .addKeyValue("order.id", 17)
        .setCause(new IllegalStateException("no stock"))
        .log("order refused");
    context.getMDCAdapter().clear();
  }

  /** Each thread's events in its order; numbers of the process without gap or repeat. */
  private static void assertOrder(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    TreeMap<Long, JsonNode> bySequence = new TreeMap<>();
    for (var record : records) {
      bySequence.put(Origin.parse(header(record, TelemetryHeaders.ORIGIN)).start(), json(record));
      assertThat(header(record, TelemetryHeaders.ENV)).isEqualTo("prod");
      assertThat(header(record, TelemetryHeaders.REGION)).isEqualTo("kr");
    }
    assertThat(bySequence).hasSize(records.size());
    assertThat(bySequence.lastKey()).isEqualTo(records.size() - 1L);
    for (int n = 0; n < THREADS; n++) {
      List<String> messages = new ArrayList<>();
      for (JsonNode event : bySequence.values()) {
        if (event.get("process.thread.name").asText().equals("worker-" + n)) {
          messages.add(event.get("message").asText());
        }
      }
      assertThat(messages)
          .isEqualTo(
              IntStream.range(0, EVENTS).mapToObj(i -> "event " + i + " of " + EVENTS).toList());
    }
  }

  private static void assertFailure(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    JsonNode failure = json(records.get(records.size() - 1));
    assertThat(failure.get("log.level").asText()).isEqualTo("ERROR");
    assertThat(failure.get("message").asText()).isEqualTo("order refused");
    assertThat(failure.get("service.name").asText()).isEqualTo("cart-service");
    assertThat(failure.get("trace.id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(failure.get("span.id").asText()).isEqualTo("00f067aa0ba902b7");
    assertThat(failure.get("user").asText()).isEqualTo("kim");
    assertThat(failure.get("order.id").asInt()).isEqualTo(17);
    assertThat(failure.get("tags").get(0).asText()).isEqualTo("AUDIT");
    assertThat(failure.get("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.get("error.stack_trace").asText()).contains("logFailure");
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws Exception {
    return new ObjectMapper().readTree(record.value());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
