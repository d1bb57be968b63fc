// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static backbone.sink.elasticsearch.Events.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import backbone.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexNamesTest {

  private final IndexNames live = new IndexNames("telemetry", Signal.LOGS, false);
  private final IndexNames backfill = new IndexNames("telemetry", Signal.LOGS, true);

  @Test
  void usesTheUtcDayOfTheEvent() {
    assertThat(of(live, Events.event(1, Instant.parse("2026-11-22T23:59:59.999999999Z"))))
        .isEqualTo(new IndexNames.Choice("telemetry-logs-default-2026.11.22", false));
  }

  @Test
  void goesOutside_onlyBeyondThirtyDaysBackOrAnHourAhead() {
    assertThat(outside(live, ARRIVAL.minus(Duration.ofDays(30)))).isFalse();
    assertThat(outside(live, ARRIVAL.minus(Duration.ofDays(30)).minusMillis(1))).isTrue();
    assertThat(outside(live, ARRIVAL.plus(Duration.ofHours(1)))).isFalse();
    assertThat(outside(live, ARRIVAL.plus(Duration.ofHours(1)).plusMillis(1))).isTrue();
  }

  @Test
  void givesOldDaysTheirOwnIndex_whenBackfilling() {
    assertThat(of(backfill, Events.event(1, Instant.parse("2019-01-02T00:00:00Z"))).name())
        .isEqualTo("telemetry-logs-default-2019.01.02");
    assertThat(outside(backfill, ARRIVAL.plus(Duration.ofDays(2)))).isTrue();
  }

  @Test
  void keepsTimesBefore1970Outside() {
    assertThat(of(live, Events.event(1, Instant.parse("1955-11-05T06:00:00Z"))).name())
        .isEqualTo("telemetry-logs-default-outside");
  }

  @ParameterizedTest
  @CsvSource({
    "payments,payments",
    "Pay Team/EU,pay-team-eu",
    "결제팀,결제팀",
    "'',default",
    "../*?\"<>|,---------",
    "_x,_x"
  })
  void makesTheTeamLegal(String team, String expected) {
    assertThat(IndexNames.team(team)).isEqualTo(expected);
  }

  @Test
  void isLegalForElasticsearch_whateverTheTeam() {
    Seeds.forEach(
        (random, seed) -> {
          for (int i = 0; i < 2_000; i++) {
            int[] points = random.ints(random.nextInt(200), 0, 0x11000).toArray();
            LogEvent event = Events.event(1);
            event.setTeam(new String(points, 0, points.length));
            String name = of(live, event).name();
            assertThat(name.toLowerCase(Locale.ROOT)).isEqualTo(name);
            assertThat(name).doesNotContainPattern("[\\\\/*?\"<>| ,#:\\s\\p{Cntrl}]");
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
          }
        });
  }

  @Test
  void leavesOutTheTeam_whereIndicesAreNotDivided() {
    IndexNames metrics = new IndexNames("telemetry", Signal.METRICS, false);
    long nano = ARRIVAL.toEpochMilli() * 1_000_000;
    assertThat(metrics.of(nano, ARRIVAL.toEpochMilli(), null).name())
        .isEqualTo("telemetry-metrics-2026.11.23");
    assertThat(metrics.of(0, ARRIVAL.toEpochMilli(), null).name())
        .isEqualTo("telemetry-metrics-outside");
  }

  private static IndexNames.Choice of(IndexNames names, LogEvent event) {
    return names.of(event.getEventTimeUnixNano(), event.getArrivalUnixMilli(), event.getTeam());
  }

  private static boolean outside(IndexNames names, Instant at) {
    return of(names, Events.event(1, at)).outside();
  }
}
