// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {

  private final FakeContext context = new FakeContext();
  private final OffsetTracker tracker = new OffsetTracker();
  private final DeadLetters letters = new DeadLetters(context, 2);

  @Test
  void holdsBackWhatIsAboveTheLimit_untilTheNextMinute() {
    add(0);
    add(1);
    add(2);
    assertThat(letters.tick(1_000)).hasSize(2);
    assertThat(letters.tick(59_000)).isEmpty();
    assertThat(letters.tick(60_000)).hasSize(1);
    assertThat(context.letters).hasSize(3);
  }

  @Test
  void sendsAgain_whenAReportFails() {
    context.reportsDurable = false;
    add(0);
    letters.tick(0);
    context.letters.get(0).durable().completeExceptionally(new IllegalStateException("refused"));
    assertThat(letters.tick(10)).isEmpty();
    context.reportsDurable = true;
    assertThat(letters.tick(500)).isEmpty();
    assertThat(letters.tick(2_000)).hasSize(1);
    assertThat(context.letters).hasSize(2);
  }

  @Test
  void dropsWaitingOnes_whenTheirPartitionWasRevoked() {
    add(0);
    tracker.forget(List.of(TaskRig.partition(0)));
    assertThat(letters.dropForgotten()).hasSize(1);
    assertThat(letters.tick(0)).isEmpty();
    assertThat(context.letters).isEmpty();
  }

  private void add(long offset) {
    OffsetTracker.Ticket ticket = tracker.deliver(TaskRig.partition(0), offset);
    letters.add(
        Delivery.of(TaskRig.record(0, offset, new byte[1]), ticket), new Outcome.Dead("c", "r"));
  }
}
