// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LayoutsTest {

  private static final Pattern PLAIN =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}) \\[http-nio-808\\d-exec-\\d+]"
              + " (INFO |WARN |ERROR) \\[trace_id=[0-9a-f]{32} span_id=[0-9a-f]{16}]"
              + " shop\\.[a-z]+\\.[A-Za-z]+ - \\S.*(\n.+)*");
  private static final Pattern ACCESS =
      Pattern.compile(
          "[0-9.]+ - u-\\d+ \\[([^]]+)] \"(GET|POST) /api/\\S+ HTTP/1\\.1\" \\d{3} \\d+"
              + " \"https://shop\\.example\\.com/\" \"[^\"]+\" \"trace_id=[0-9a-f]{32}\"");

  private final List<Line> lines = ShopDay.minutes(10, Optional.empty());

  @Test
  void readsAsLogback_whenServiceIsPlain() {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    for (ShopFile file : List.of(ShopFile.AUTH, ShopFile.PAYMENT, ShopFile.INVENTORY)) {
      for (Line line : of(file)) {
        Matcher parts = PLAIN.matcher(line.text());
        assertThat(parts.matches()).as(line.text()).isTrue();
        assertThat(LocalDateTime.parse(parts.group(1), time))
            .isEqualTo(LocalDateTime.ofInstant(millis(line), new SteppedClock().getZone()));
      }
    }
  }

  @Test
  void readsAsEcs_whenServiceWritesJson() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (Line line : of(ShopFile.ORDER)) {
      assertThat(line.text()).doesNotContain("\n");
      JsonNode event = mapper.readTree(line.text());
      assertThat(Instant.parse(event.get("@timestamp").textValue())).isEqualTo(millis(line));
      assertThat(event.get("service.name").textValue()).isEqualTo("order-service");
      assertThat(event.get("log.level").textValue()).isIn("INFO", "WARN", "ERROR");
      assertThat(event.get("trace.id").textValue()).matches("[0-9a-f]{32}");
      assertThat(event.get("span.id").textValue()).matches("[0-9a-f]{16}");
      assertThat(event.get("log.logger").textValue()).startsWith("shop.order.");
      assertThat(event.get("process.thread.name").textValue()).startsWith("http-nio-8083-exec-");
      assertThat(event.get("message").textValue()).isNotEmpty();
    }
  }

  @Test
  void readsAsCombinedWithTrace_whenLineIsAccess() {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    for (Line line : of(ShopFile.INVENTORY_ACCESS)) {
      Matcher parts = ACCESS.matcher(line.text());
      assertThat(parts.matches()).as(line.text()).isTrue();
      assertThat(OffsetDateTime.parse(parts.group(1), time).toInstant())
          .isEqualTo(Instant.ofEpochSecond(line.at().getEpochSecond()));
    }
  }

  @Test
  void carriesStackTraceInsideEvent_whenExceptionIsLogged() throws Exception {
    Failure failure =
        new Failure("a.B", "no", List.of("c.D.e(D.java:1)", "Caused by: f.G: why", "... 2 more"));
    Call call =
        Call.first(
            SteppedClock.START, Customer.of(1000, new Dice(1)), Optional.empty(), new Dice(1));
    Entry entry = Entry.error(call, 5, "Thing", "It broke").with(failure);
    String stack = "a.B: no\n\tat c.D.e(D.java:1)\nCaused by: f.G: why\n\t... 2 more";

    String plain = new PlainLayout("shop.x", 8080, new SteppedClock().getZone()).format(entry);
    JsonNode ecs =
        new ObjectMapper().readTree(new EcsLayout(ShopService.ORDER, "shop.x").format(entry));

    assertThat(plain)
        .startsWith("2026-03-01 14:00:00.005 [http-nio-8080-exec-")
        .endsWith("] shop.x.Thing - It broke\n" + stack);
    assertThat(ecs.get("error.type").textValue()).isEqualTo("a.B");
    assertThat(ecs.get("error.stack_trace").textValue()).isEqualTo(stack);
  }

  private List<Line> of(ShopFile file) {
    List<Line> some = lines.stream().filter(line -> line.file() == file).toList();
    assertThat(some).hasSizeGreaterThan(1000);
    return some;
  }

  private static Instant millis(Line line) {
    return Instant.ofEpochMilli(line.at().toEpochMilli());
  }
}
