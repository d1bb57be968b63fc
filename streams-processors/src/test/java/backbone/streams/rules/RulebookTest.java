// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.rules.Ownership;
import backbone.engine.rules.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulebookTest {

  private static final long NOW_MS = 1_772_366_400_000L;
  private static final long LEAD_MS = 30_000;

  @Test
  void countsNoVersionBeforeEverybodyHasReadIt() {
    assertThat(Applied.effectiveMs(NOW_MS + 60_000, NOW_MS)).isEqualTo(NOW_MS + 60_000);
    assertThat(Applied.effectiveMs(NOW_MS + LEAD_MS, NOW_MS)).isEqualTo(NOW_MS + LEAD_MS);
    assertThat(Applied.effectiveMs(NOW_MS + 1, NOW_MS)).isEqualTo(NOW_MS + LEAD_MS);
    assertThat(Applied.effectiveMs(0, NOW_MS)).isEqualTo(NOW_MS + LEAD_MS);
  }

  @Test
  void tellsWhatIsInForceAndWhatIsPending() {
    Rulebook book =
        Rulebook.EMPTY.with(List.of(at(100, "a"), at(300, "c"), at(200, "b"), at(300, "d")));

    assertThat(book.inForce("ownership", 99)).isEmpty();
    assertThat(team(book, 100)).isEqualTo("a");
    assertThat(team(book, 250)).isEqualTo("b");
    assertThat(team(book, 300)).isEqualTo("d");
    assertThat(book.pending("ownership", 100))
        .extracting(version -> owners(version).team("s"))
        .containsExactly("b", "d");
    assertThat(book.inForce("sampling", 300)).isEmpty();
  }

  @Test
  void answersAsItsTimeline_whateverTheOrder() {
    Rulebook book = Rulebook.EMPTY;
    for (int i = 0; i < 40; i++) {
      book = book.with(List.of(at(i * 7919L % 20, "t" + i)));
      Timeline<Ownership> timeline = book.timeline(RuleKind.OWNERSHIP);
      for (long ms = 0; ms < 20; ms++) {
        Ownership at = timeline.at(ms);
        assertThat(book.inForce("ownership", ms).map(RulebookTest::owners).orElse(null))
            .isSameAs(at);
      }
    }
  }

  @Test
  void keepsTheTimelineOfOtherKinds_whenOneGetsAVersion() {
    Rulebook before = Rulebook.EMPTY.with(List.of(at(100, "a")));
    Applied policies = applied("policies: [{name: all, type: always_sample}]", 100);

    Rulebook after = before.with(List.of(policies));

    assertThat(after.timeline(RuleKind.OWNERSHIP)).isSameAs(before.timeline(RuleKind.OWNERSHIP));
    assertThat(after.timeline(RuleKind.SAMPLING).at(100).names()).containsExactly("all");
  }

  @Test
  void forgetsTheSame_whetherReadAtOnceOrOneByOne() {
    String padding = "#" + " ".repeat(Rulebook.CHARS_MAX / 20) + "\n";
    List<Applied> many = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      many.add(applied(padding + "ownership: {s: t" + i + "}", i * 100L));
    }
    many.add(at(3_100, "t31"));
    Rulebook restarted = Rulebook.EMPTY.with(many);
    Rulebook running = Rulebook.EMPTY;
    for (Applied one : many) {
      running = running.with(List.of(one));
    }

    for (long ms : new long[] {0, 1_150, 2_950, 3_100}) {
      assertThat(running.timeline(RuleKind.OWNERSHIP).at(ms).team("s"))
          .as("at " + ms)
          .isEqualTo(restarted.timeline(RuleKind.OWNERSHIP).at(ms).team("s"));
    }
  }

  @Test
  void forgetsTheOldest_andLetsTheNextStandForThem() {
    String padding = "#" + " ".repeat(Rulebook.CHARS_MAX / 20) + "\n";
    List<Applied> many = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      many.add(applied(padding + "ownership: {s: t" + i + "}", i * 100L));
    }

    Rulebook book = Rulebook.EMPTY.with(many);

    assertThat(book.versions("ownership")).hasSize(19);
    Timeline<Ownership> timeline = book.timeline(RuleKind.OWNERSHIP);
    assertThat(timeline.at(3_000).team("s")).isEqualTo("t30");
    assertThat(timeline.at(0).team("s")).isEqualTo("t12");
  }

  private static String team(Rulebook book, long ms) {
    return owners(book.inForce("ownership", ms).orElseThrow()).team("s");
  }

  private static Ownership owners(Applied version) {
    return (Ownership) version.rules().rules();
  }

  private static Applied at(long effectiveMs, String team) {
    return applied("ownership: {s: " + team + "}", effectiveMs);
  }

  private static Applied applied(String text, long effectiveMs) {
    return new Applied(RuleText.read(text, "test").get(0), effectiveMs, 0, Instant.EPOCH, "");
  }
}
