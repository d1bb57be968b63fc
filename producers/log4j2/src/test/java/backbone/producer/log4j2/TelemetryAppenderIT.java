// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import backbone.testkit.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;

/** Log4j itself, by the block of the documentation, and a real broker. */
final class TelemetryAppenderIT {

  private static final int EVENTS = 5_000;
  private static final Path PAGE =
      Path.of(System.getProperty("backbone.root", "../.."), "docs", "onboard", "java.md");

  @Test
  void sendsEveryEventOnceInOrder_andNothingOfItsOwn() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(List.of(Catalogue.LOGS_RAW));
      LoggerContext context = configured(kafka.bootstrap());
      Logger log = context.getLogger("shop.Cart");
      for (int i = 0; i < EVENTS; i++) {
        log.info("event {}", i);
      }
      logFailure(log);
      context.stop();

      List<ConsumerRecord<byte[], byte[]>> records =
          kafka.records(Catalogue.LOGS_RAW.name(), EVENTS + 1);
      assertThat(records).hasSize(EVENTS + 1);
      assertThat(records)
          .extracting(record -> Origin.parse(header(record, TelemetryHeaders.ORIGIN)).start())
          .containsExactlyElementsOf(LongStream.rangeClosed(0, EVENTS).boxed().toList());
      assertThat(json(records.get(17)).get("message").asText()).isEqualTo("event 17");
      assertFailure(json(records.get(EVENTS)));
    }
  }

  private static LoggerContext configured(String bootstrap) throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf("<Configuration>");
    String block =
        page.substring(from, page.indexOf("</Configuration>", from) + 16)
            .replace("${env:KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}", bootstrap);
    LoggerContext context = new LoggerContext("test");
    ConfigurationSource source =
        new ConfigurationSource(new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)));
    context.start(new XmlConfiguration(context, source));
    // At this level Kafka's client says more for each record than there are records.
    context.getConfiguration().getRootLogger().setLevel(Level.DEBUG);
    context.updateLoggers();
    return context;
  }

  private static void logFailure(Logger log) {
    ThreadContext.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    ThreadContext.put("span_id", "00f067aa0ba902b7");
    ThreadContext.put("user", "kim");
    log.fatal(
        MarkerManager.getMarker("AUDIT"), "order refused", new IllegalStateException("no stock"));
    ThreadContext.clearAll();
  }

  private static void assertFailure(JsonNode failure) {
    assertThat(failure.get("log.level").asText()).isEqualTo("FATAL");
    assertThat(failure.get("message").asText()).isEqualTo("order refused");
    assertThat(failure.get("service.name").asText()).isEqualTo("cart-service");
    assertThat(failure.get("trace.id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(failure.get("span.id").asText()).isEqualTo("00f067aa0ba902b7");
    assertThat(failure.get("user").asText()).isEqualTo("kim");
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
