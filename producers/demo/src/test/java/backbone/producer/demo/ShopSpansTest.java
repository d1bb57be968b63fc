// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ShopSpansTest {

  private static final Pattern IDS =
      Pattern.compile(
          "(?:trace_id=|trace\\.id\":\")([0-9a-f]{32}).{0,3}span[_.]id(?:=|\":\")([0-9a-f]{16})");

  @Test
  void makesTheSame_whenSeedAndClockAreTheSame() {
    assertThat(spans(2, Optional.of(Fault.ERROR_BURST)))
        .isEqualTo(spans(2, Optional.of(Fault.ERROR_BURST)));
  }

  @Test
  void hangTogether_whenTracesAreWhole() {
    List<ShopSpan> all = spans(5, Optional.empty());
    Map<String, ShopSpan> byId = new HashMap<>();
    for (ShopSpan span : all) {
      assertThat(byId.put(span.ids().span(), span)).as("two spans share an id").isNull();
    }

    for (ShopSpan span : all) {
      if (span.ids().parent().isEmpty()) {
        assertThat(span.kind()).isEqualTo(SpanKind.SERVER);
        continue;
      }
      ShopSpan parent = byId.get(span.ids().parent());
      if (parent == null) {
        continue; // Its end is not due yet.
      }
      assertThat(parent.ids().trace()).isEqualTo(span.ids().trace());
      assertThat(parent.time().start()).isBeforeOrEqualTo(span.time().start());
      assertThat(parent.time().end()).isAfterOrEqualTo(span.time().end());
      assertThat(parent.service() == span.service()).isEqualTo(!span.ids().remote());
    }
    assertThat(all.stream().filter(span -> !span.ids().parent().isEmpty()))
        .filteredOn(span -> !byId.containsKey(span.ids().parent()))
        .hasSizeLessThan(20);
  }

  @Test
  void haveTheIdsOfTheLines_whenServiceLogs() {
    ShopDay day = new ShopDay(20);
    List<Line> lines = day.run(Duration.ofMinutes(2), Optional.empty());
    day.run(Duration.ofSeconds(5), Optional.empty());
    Set<String> ids =
        day.spans().stream()
            .filter(span -> span.kind() == SpanKind.SERVER)
            .map(span -> span.ids().trace() + span.ids().span())
            .collect(Collectors.toSet());

    int checked = 0;
    for (Line line : lines) {
      var found = IDS.matcher(line.text());
      if (found.find()) {
        assertThat(ids).contains(found.group(1) + found.group(2));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }

  @Test
  void showRedisAsTheSlowCall_whenRedisIsSlow() {
    List<ShopSpan> redis = named(spans(3, Optional.of(Fault.SLOW_REDIS)), "GET session");

    assertThat(redis)
        .isNotEmpty()
        .allMatch(span -> span.service() == ShopService.PAYMENT)
        .allMatch(span -> span.kind() == SpanKind.CLIENT)
        .allMatch(span -> "redis".equals(span.attributes().get("db.system.name")))
        .allMatch(span -> "GET".equals(span.attributes().get("db.operation.name")))
        .allMatch(span -> span.time().length().toMillis() >= 1400);
  }

  @Test
  void showTwoSecondsInTheQuery_whenInventoryIsSlow() {
    List<ShopSpan> all = spans(3, Optional.of(Fault.SLOW_INVENTORY));
    Set<String> slow =
        named(all, "SELECT stock").stream()
            .filter(span -> span.time().length().toMillis() > 1900)
            .map(span -> span.ids().parent())
            .collect(Collectors.toSet());

    assertThat(named(all, "POST /api/stock/{item}"))
        .filteredOn(span -> span.kind() == SpanKind.SERVER)
        .isNotEmpty()
        .allMatch(span -> slow.contains(span.ids().span()))
        .allMatch(span -> span.service() == ShopService.INVENTORY);
  }

  @Test
  void failWithException_whenServerFails() {
    List<ShopSpan> failed =
        spans(3, Optional.of(Fault.ERROR_BURST)).stream()
            .filter(span -> span.kind() == SpanKind.SERVER && span.failed())
            .toList();

    assertThat(failed)
        .hasSizeGreaterThan(100)
        .allMatch(span -> (long) span.attributes().get("http.response.status_code") >= 500)
        .allMatch(span -> span.failure().isPresent())
        .allMatch(span -> span.attributes().containsKey("error.type"));
  }

  @Test
  void timeOutInPricing_whenCpuBurns() {
    List<ShopSpan> prices = named(spans(3, Optional.of(Fault.CPU_BURN)), "PriceEngine.price");

    double failed = prices.stream().filter(ShopSpan::failed).count();

    assertThat(failed / prices.size()).isBetween(0.4, 0.6);
  }

  private static List<ShopSpan> named(List<ShopSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  private static List<ShopSpan> spans(int minutes, Optional<Fault> fault) {
    ShopDay day = new ShopDay(20);
    day.run(Duration.ofMinutes(minutes), fault);
    return day.spans();
  }
}
