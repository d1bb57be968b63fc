// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ShopTest {

  private static final Pattern TRACE =
      Pattern.compile("(?:trace_id=|trace\\.id\":\")([0-9a-f]{32})\\b");

  @Test
  void saysTheSame_whenSeedAndClockAreTheSame() {
    assertThat(ShopDay.minutes(2, Optional.of(Fault.BAD_TOKEN)))
        .isEqualTo(ShopDay.minutes(2, Optional.of(Fault.BAD_TOKEN)));
  }

  @Test
  void sharesTraceOverAllServices_whenOrderIsPlaced() {
    Map<String, Set<ShopFile>> files = new HashMap<>();
    for (Line line : ShopDay.minutes(5, Optional.empty())) {
      files.computeIfAbsent(trace(line), id -> EnumSet.noneOf(ShopFile.class)).add(line.file());
    }

    Set<Set<ShopFile>> kinds = Set.copyOf(files.values());
    List<Set<ShopFile>> orders =
        files.values().stream().filter(set -> set.contains(ShopFile.PAYMENT)).toList();

    assertThat(orders).hasSizeGreaterThan(500);
    assertThat(orders.stream().filter(EnumSet.allOf(ShopFile.class)::equals).count())
        .isGreaterThan(orders.size() - 10L);
    assertThat(kinds)
        .contains(
            EnumSet.of(ShopFile.AUTH), EnumSet.of(ShopFile.INVENTORY, ShopFile.INVENTORY_ACCESS));
  }

  @Test
  void writesEachFileWithinSeconds_whenItOpens() {
    List<Line> lines = new ShopDay(8).run(Duration.ofSeconds(10), Optional.empty());

    assertThat(lines).extracting(Line::file).contains(ShopFile.values());
  }

  @Test
  void staysInOrderOfTime_whenCallsOverlap() {
    List<Line> lines = ShopDay.minutes(5, Optional.of(Fault.SLOW_INVENTORY));

    assertThat(lines).extracting(Line::at).isSorted();
  }

  @Test
  void keepsToItsRate_whenNothingIsWrong() {
    SteppedClock clock = new SteppedClock();
    Shop shop = new Shop(clock, ShopDay.SEED, 8);
    for (int tick = 0; tick < 5 * 300; tick++) {
      clock.move(Duration.ofMillis(200));
      shop.tick(Optional.empty());
    }

    assertThat(shop.served()).isBetween(8 * 300 * 95 / 100L, 8 * 300 * 105 / 100L);
  }

  @Test
  void startsAnewFromNow_whenMachineSlept() {
    SteppedClock clock = new SteppedClock();
    Shop shop = new Shop(clock, ShopDay.SEED, 8);
    shop.tick(Optional.empty());
    clock.move(Duration.ofHours(8));
    Instant woken = clock.instant();

    assertThat(shop.tick(Optional.empty()).lines()).hasSizeLessThan(20);
    clock.move(Duration.ofSeconds(5));
    assertThat(shop.tick(Optional.empty()).lines())
        .isNotEmpty()
        .allMatch(line -> !line.at().isBefore(woken));
  }

  @Test
  void hasFewTroublesWithStackTraces_whenNothingIsWrong() {
    List<Line> lines = ShopDay.minutes(30, Optional.empty());

    long bad = lines.stream().filter(line -> isBad(line.text())).count();

    assertThat(bad).isBetween(1L, lines.size() / 100L);
    assertThat(lines).anyMatch(line -> line.text().contains("\n\tat "));
  }

  @Test
  void givesTheMaskSomethingToDo_whenNothingIsWrong() {
    List<Line> lines = ShopDay.minutes(5, Optional.empty());
    String all = lines.stream().map(Line::text).collect(Collectors.joining("\n"));

    assertThat(all)
        .contains("4111 1111 1111 1111", "@example.com", "결제가 완료되었습니다", "결제를 취소했습니다", "203.0.113.");
  }

  private static boolean isBad(String text) {
    return text.contains("] WARN ")
        || text.contains("] ERROR ")
        || text.contains("\"log.level\":\"WARN\"")
        || text.contains("\"log.level\":\"ERROR\"");
  }

  private static String trace(Line line) {
    Matcher matcher = TRACE.matcher(line.text());
    assertThat(matcher.find()).as(line.text()).isTrue();
    return matcher.group(1);
  }
}
