// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EcsEncoderTest {

  private static final long AT = 1_767_225_600_123_456_789L;

  private final EcsEncoder encoder = new EcsEncoder(new Service("cart", "1.2", null));

  @Test
  void writesTheNamesOfEcs_firstTimeLevelAndMessage() throws Exception {
    Entry entry =
        new Entry(
            AT,
            new Entry.Origin(Severity.WARN, "shop.Cart", "main"),
            "no \"stock\"\n한글 😀",
            null,
            new Entry.Spot("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"),
            Map.of("order.id", 17L),
            Map.of("user", "kim", "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"),
            List.of("AUDIT"));

    JsonNode event = json(entry);

    List<String> names = new ArrayList<>();
    event.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "@timestamp",
            "log.level",
            "message",
            "ecs.version",
            "service.name",
            "service.version",
            "log.logger",
            "process.thread.name",
            "trace.id",
            "span.id",
            "tags",
            "order.id",
            "user");
    assertThat(event.get("@timestamp").asText()).isEqualTo("2026-01-01T00:00:00.123456789Z");
    assertThat(event.get("log.level").asText()).isEqualTo("WARN");
    assertThat(event.get("message").asText()).isEqualTo("no \"stock\"\n한글 😀");
    assertThat(event.get("trace.id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.get("order.id").isNumber()).isTrue();
  }

  @Test
  void writesFailures_withTheirCauses() throws Exception {
    Exception failure = new IllegalStateException("no room", new RuntimeException("disk"));

    JsonNode event = json(failed(failure));

    assertThat(event.get("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.get("error.message").asText()).isEqualTo("no room");
    assertThat(event.get("error.stack_trace").asText())
        .startsWith("java.lang.IllegalStateException: no room\n\tat ")
        .contains("Caused by: java.lang.RuntimeException: disk");
  }

  @Test
  void staysBounded_whenTextsAreHuge() {
    Map<String, String> context = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      context.put("key-" + i, "\u0001".repeat(10_000));
    }
    String huge = "\u0001".repeat(1 << 20);
    Entry entry = entry(huge, new RuntimeException(huge), context);

    assertThat(encoder.encode(entry).length).isLessThan(900_000);
  }

  @Test
  void keepsItsOwnNames_whenTheContextHasThemToo() throws Exception {
    JsonNode event = json(entry("hello", null, Map.of("message", "other", "log.level", "x")));

    assertThat(event.get("message").asText()).isEqualTo("hello");
    assertThat(event.get("labels.message").asText()).isEqualTo("other");
    assertThat(event.get("labels.log.level").asText()).isEqualTo("x");
  }

  @Test
  void goesOn_whenTextsAreNoTexts() throws Exception {
    Exception hostile =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException();
          }
        };
    Object silent =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    Entry entry =
        new Entry(
            AT,
            new Entry.Origin(Severity.ERROR, null, null),
            "half a pair \ud800 and \udc00",
            hostile,
            null,
            Map.of("silent", silent, "nan", Double.NaN),
            Map.of(),
            List.of());

    JsonNode event = json(entry);

    assertThat(event.get("message").asText()).isEqualTo("half a pair ? and ?");
    assertThat(event.get("silent").asText()).contains("IllegalStateException");
    assertThat(event.get("nan").asText()).isEqualTo("NaN");
    assertThat(event.get("error.message").asText()).contains("IllegalStateException");
  }

  private static Entry failed(Throwable failure) {
    return entry("failed", failure, Map.of());
  }

  private static Entry entry(String message, Throwable failure, Map<String, String> context) {
    Entry.Origin origin = new Entry.Origin(Severity.INFO, "shop.Cart", "main");
    return new Entry(AT, origin, message, failure, null, Map.of(), context, List.of());
  }

  private JsonNode json(Entry entry) throws Exception {
    return new ObjectMapper().readTree(encoder.encode(entry));
  }
}
