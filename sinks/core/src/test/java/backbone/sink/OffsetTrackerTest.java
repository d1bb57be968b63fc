// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OffsetTrackerTest {

  private static final TopicPartition P = new TopicPartition("t", 0);
  private static final TopicPartition Q = new TopicPartition("t", 1);

  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void commitsNothing_whenNothingIsDone() {
    tracker.deliver(P, 7);
    assertThat(tracker.committable()).isEmpty();
  }

  @Test
  void staysBelowTheFirstOpenRecord_whenALaterOneFinishesFirst() {
    OffsetTracker.Ticket first = tracker.deliver(P, 7);
    OffsetTracker.Ticket second = tracker.deliver(P, 8);
    tracker.done(second);
    assertThat(tracker.committable()).isEmpty();
    tracker.done(first);
    assertThat(tracker.committable()).containsEntry(P, new OffsetAndMetadata(9));
  }

  @Test
  void tracksOnce_whenARecordIsDeliveredAgain() {
    OffsetTracker.Ticket first = tracker.deliver(P, 7);
    assertThat(tracker.deliver(P, 7)).isNull();
    tracker.done(first);
    assertThat(tracker.deliver(P, 7)).isNull();
    assertThat(tracker.committable()).containsEntry(P, new OffsetAndMetadata(8));
  }

  @Test
  void startsAnew_whenThePositionFallsBelowTheCommit() {
    tracker.done(tracker.deliver(P, 100));
    tracker.committable();
    OffsetTracker.Ticket again = tracker.deliver(P, 3);
    assertThat(again).isNotNull();
    assertThat(tracker.committable()).isEmpty();
    tracker.done(again);
    assertThat(tracker.committable()).containsEntry(P, new OffsetAndMetadata(4));
  }

  @Test
  void forgetsOnlyWhatIsRevoked() {
    OffsetTracker.Ticket lost = tracker.deliver(P, 1);
    OffsetTracker.Ticket kept = tracker.deliver(Q, 5);
    tracker.forget(List.of(P));
    tracker.done(lost);
    tracker.done(kept);
    assertThat(lost.forgotten()).isTrue();
    assertThat(kept.forgotten()).isFalse();
    assertThat(tracker.committable()).containsOnlyKeys(Q);
  }

  /** Against a model that remembers every record: nothing open is ever below the commit. */
  @Test
  void agreesWithTheModel_whateverTheOrder() {
    int runs = Integer.getInteger("proofs.runs", 3) * 100;
    long seed = Long.getLong("proofs.seed", 0);
    for (int run = 0; run < runs; run++) {
      agreesWithTheModel(seed + run);
    }
  }

  private static void agreesWithTheModel(long seed) {
    Random random = new Random(seed);
    OffsetTracker tracker = new OffsetTracker();
    TreeMap<Long, Boolean> model = new TreeMap<>();
    List<OffsetTracker.Ticket> open = new ArrayList<>();
    List<Long> openOffsets = new ArrayList<>();
    long next = random.nextInt(1_000);
    for (int step = 0; step < 400; step++) {
      if (open.isEmpty() || random.nextInt(3) == 0) {
        next += random.nextInt(3) == 0 ? random.nextInt(5) : 0;
        open.add(tracker.deliver(P, next));
        openOffsets.add(next);
        model.put(next++, false);
      } else if (random.nextInt(8) == 0) {
        Long committed = committed(tracker);
        Long again = model.ceilingKey(committed == null ? 0 : committed);
        assertThat(again == null || tracker.deliver(P, again) == null).as("seed " + seed).isTrue();
      } else {
        int pick = random.nextInt(open.size());
        tracker.done(open.remove(pick));
        model.put(openOffsets.remove(pick), true);
      }
      assertThat(committed(tracker)).as("seed " + seed).isEqualTo(expected(model));
    }
  }

  private static Long committed(OffsetTracker tracker) {
    OffsetAndMetadata offset = tracker.committable().get(P);
    return offset == null ? null : offset.offset();
  }

  private static Long expected(NavigableMap<Long, Boolean> model) {
    if (!model.firstEntry().getValue()) {
      return null;
    }
    return model.entrySet().stream()
        .filter(entry -> !entry.getValue())
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElse(model.lastKey() + 1);
  }
}
