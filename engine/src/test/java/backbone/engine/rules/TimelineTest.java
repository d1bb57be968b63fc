// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.rules.Timeline.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Timeline<String> TIMELINE =
      Timeline.of(List.of(new Entry<>(20, "b"), new Entry<>(10, "a"), new Entry<>(30, "c")));

  @Test
  void holdsFromItsTimeOn_untilTheNextOne() {
    assertThat(TIMELINE.at(9)).isNull();
    assertThat(TIMELINE.at(10)).isEqualTo("a");
    assertThat(TIMELINE.at(19)).isEqualTo("a");
    assertThat(TIMELINE.at(20)).isEqualTo("b");
    assertThat(TIMELINE.at(Long.MAX_VALUE)).isEqualTo("c");
    assertThat(TIMELINE.fromMs(25)).isEqualTo(20);
    assertThat(TIMELINE.untilMs(25)).isEqualTo(30);
    assertThat(TIMELINE.untilMs(30)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void countsTheOneAddedLater_whenTwoHaveTheSameTime() {
    Timeline<String> tied = Timeline.of(List.of(new Entry<>(10, "first"), new Entry<>(10, "then")));

    assertThat(tied.at(10)).isEqualTo("then");
    assertThat(tied.entries()).hasSize(1);
  }

  @Test
  void answersAsANaiveSearch_whateverIsAddedAndAsked() {
    Random random = new Random(7);
    List<Entry<Integer>> added = new ArrayList<>();
    List<Timeline<Integer>> newest = new ArrayList<>(List.of(Timeline.none()));
    InForce<Integer> inForce = new InForce<>(() -> newest.get(newest.size() - 1), -1);
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(50) == 0) {
        added.add(new Entry<>(random.nextInt(100), i));
        newest.add(Timeline.of(added));
      }
      long asked = random.nextLong(-10, 110);
      Entry<Integer> expected = new Entry<>(Long.MIN_VALUE, -1);
      for (Entry<Integer> entry : added) {
        boolean counts = entry.fromMs() <= asked && entry.fromMs() >= expected.fromMs();
        expected = counts ? entry : expected;
      }

      assertThat(inForce.at(asked)).isEqualTo(expected.version());
    }
  }
}
