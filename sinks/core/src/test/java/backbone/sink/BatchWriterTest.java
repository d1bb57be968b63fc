// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.sink.BatchWriter.Settled;
import backbone.sink.Outcome.Fault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

final class BatchWriterTest {

  private final FakeTarget target = new FakeTarget();
  private final List<Settled> settled = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private final FaultLog faults = new FaultLog(Clock.systemUTC());

  @Test
  void findsTheCulpritByHalving_whenAWriteIsRefused() throws Exception {
    writer(target).write(batch("1", "2", "3", "choke", "5", "6", "7"));
    assertThat(target.stored.keySet()).containsExactly(1, 2, 3, 5, 6, 7);
    assertThat(dead()).containsExactly(new Outcome.Dead("choked", "the whole write is refused"));
    assertThat(settled).hasSize(7);
    assertThat(pauses).isEmpty();
  }

  @Test
  void deadLettersEachCulprit_whenAllAreRefused() throws Exception {
    writer(target).write(batch("choke", "choke", "choke"));
    assertThat(dead()).hasSize(3);
  }

  @Test
  void waitsAndRetries_whenTheTargetIsDown() throws Exception {
    target.down = true;
    BatchWriter writer =
        new BatchWriter(
            target,
            new Backoff(new Random(1)),
            ms -> {
              pauses.add(ms);
              target.down = pauses.size() < 20;
            },
            faults,
            settled::addAll);
    writer.write(batch("1", "2"));
    assertThat(pauses).hasSize(20);
    assertThat(Collections.max(pauses)).isLessThanOrEqualTo(Backoff.BOUND_MAX_MS);
    assertThat(target.stored.keySet()).containsExactly(1, 2);
    assertThat(faults.errors()).isEqualTo(20);
  }

  @Test
  void retriesOnlyWhatFailed_whenSomeRecordsAreRejected() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    Scripted scripted =
        records -> {
          sizes.add(records.size());
          return sizes.size() == 1
              ? List.of(Outcome.WRITTEN, again(Fault.PASSING), new Outcome.Dead("bad", "bad"))
              : List.of(Outcome.WRITTEN);
        };
    writer(scripted).write(batch("1", "2", "3"));
    assertThat(sizes).containsExactly(3, 1);
    assertThat(settled).hasSize(3);
    assertThat(dead()).hasSize(1);
  }

  @Test
  void givesUpOnDoubtfulRecordsOnly_afterSomeAttempts() throws Exception {
    int[] attempts = {0};
    Scripted scripted =
        records -> {
          attempts[0]++;
          return records.stream().map(r -> again(Fault.DOUBTFUL)).toList();
        };
    writer(scripted).write(batch("1"));
    assertThat(attempts[0]).isEqualTo(BatchWriter.DOUBTFUL_ATTEMPTS_MAX);
    assertThat(dead()).hasSize(1);
  }

  @Test
  void doubtsFromTheStart_whenAnOutageCameBefore() throws Exception {
    int[] attempts = {0};
    Scripted scripted =
        records -> {
          attempts[0]++;
          return List.of(
              attempts[0] <= 20
                  ? again(Fault.PASSING)
                  : attempts[0] <= 22 ? again(Fault.DOUBTFUL) : Outcome.WRITTEN);
        };
    writer(scripted).write(batch("1"));
    assertThat(attempts[0]).isEqualTo(23);
    assertThat(dead()).isEmpty();
  }

  @Test
  void holdsThePartitions_whileAPersonHasToAct() throws Exception {
    List<Boolean> held = new ArrayList<>();
    int[] attempts = {0};
    Scripted scripted =
        records -> List.of(attempts[0]++ == 0 ? again(Fault.OPERATOR) : Outcome.WRITTEN);
    BatchWriter writer =
        new BatchWriter(
            scripted,
            new Backoff(new Random(1)),
            ms -> held.add(faults.operatorFault()),
            faults,
            settled::addAll);
    writer.write(batch("1"));
    assertThat(held).containsExactly(true);
    assertThat(faults.operatorFault()).isFalse();
  }

  @Test
  void waitsAsLongAsTheTargetAsks_whenThatIsLongerThanItsOwnPause() throws Exception {
    int[] attempts = {0};
    Scripted scripted =
        records ->
            List.of(
                attempts[0]++ == 0
                    ? new Outcome.Again(Fault.PASSING, "busy", 45_000)
                    : Outcome.WRITTEN);
    writer(scripted).write(batch("1"));
    assertThat(pauses).containsExactly(45_000L);
  }

  @Test
  void findsTheRecordThatTriggersABug() throws Exception {
    writer(target).write(batch("1", "not a number", "3"));
    assertThat(target.stored.keySet()).containsExactly(1, 3);
    assertThat(dead())
        .containsExactly(new Outcome.Dead("unexpected", "java.lang.NumberFormatException"));
  }

  private interface Scripted extends SinkTarget {
    @Override
    List<Outcome> write(List<SinkRecord> records);

    @Override
    default void close() {}
  }

  private BatchWriter writer(SinkTarget to) {
    return new BatchWriter(to, new Backoff(new Random(1)), pauses::add, faults, settled::addAll);
  }

  private List<Outcome> dead() {
    return settled.stream()
        .map(Settled::outcome)
        .filter(outcome -> outcome instanceof Outcome.Dead)
        .toList();
  }

  private static Outcome again(Fault fault) {
    return new Outcome.Again(fault, "not now");
  }

  private static List<Delivery> batch(String... values) {
    return Arrays.stream(values)
        .map(value -> Delivery.of(TaskRig.record(0, 0, value.getBytes(UTF_8)), null))
        .toList();
  }
}
