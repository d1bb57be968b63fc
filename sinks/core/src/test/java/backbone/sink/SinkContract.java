// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/**
 * What every sink promises, whatever it writes to. A sink's tests extend this and say how to make a
 * task, values and outages; each test uses numbers of its own.
 */
public abstract class SinkContract {

  private static final int MANY = 2_500;

  /** A task that was not started. */
  protected abstract BackboneSinkTask task();

  /** Settings for it. */
  protected abstract Map<String, String> props();

  /** First of 10,000 numbers that no other test uses. */
  protected abstract int numbers();

  /** Value of a record that the target takes. */
  protected abstract byte[] good(int number);

  /** Value of a record that the target refuses for good, with a secret in it. */
  protected abstract byte[] poison(int number, String secret);

  /** Numbers that the target holds from {@code first} on, sorted; a doubled one appears twice. */
  protected abstract List<Integer> stored(int first, int count);

  /** Nothing can be written from now on. */
  protected abstract void outage() throws Exception;

  /** The outage is over. */
  protected abstract void mended() throws Exception;

  @Test
  void storesEachRecordOnceAndCommitsAll_whenAllIsWell() {
    int first = numbers();
    try (TaskRig rig = rig(1)) {
      rig.put(goods(first, 0, MANY));
      rig.untilCommittable(0, MANY);
    }
    assertThat(stored(first, MANY)).isEqualTo(range(first, MANY));
  }

  @Test
  void doublesNothing_whenEverythingIsDeliveredAgainToANewTask() {
    int first = numbers();
    for (int i = 0; i < 2; i++) {
      try (TaskRig rig = rig(1)) {
        rig.put(goods(first, 0, 500));
        rig.untilCommittable(0, 500);
      }
    }
    assertThat(stored(first, 500)).isEqualTo(range(first, 500));
  }

  @Test
  void commitsAll_whenRecordsAreDeliveredTwiceToTheSameTask() {
    int first = numbers();
    try (TaskRig rig = rig(1)) {
      rig.put(goods(first, 0, 300));
      rig.put(goods(first, 0, 400));
      rig.untilCommittable(0, 400);
      assertThat(rig.counters()).containsEntry("sent-total", 400L);
    }
    assertThat(stored(first, 400)).isEqualTo(range(first, 400));
  }

  @Test
  void deadLettersThePoisonOnceAndStoresItsNeighbours_withoutQuotingIt() {
    int first = numbers();
    try (TaskRig rig = rig(1)) {
      List<SinkRecord> records = goods(first, 0, 50);
      SinkRecord bad = TaskRig.record(0, 20, poison(first + 20, "hunter2-secret"));
      records.set(20, bad);
      rig.put(records);
      rig.untilCommittable(0, 50);
      assertThat(rig.context.letters).hasSize(1);
      assertThat(rig.context.letters.get(0).record()).isSameAs(bad);
      assertThat(rig.context.letters.get(0).reason())
          .hasMessageStartingWith(TaskRig.TOPIC + "/0/20");
      assertThat(rig.context.letters.get(0).reason().toString()).doesNotContain("hunter2");
      assertThat(rig.counters())
          .containsEntry("dropped-total", 1L)
          .containsEntry("sent-total", 49L);
    }
    assertThat(stored(first, 50)).hasSize(49).doesNotContain(first + 20);
  }

  @Test
  void holdsTheOffset_untilTheDeadLetterIsDurable() {
    int first = numbers();
    try (TaskRig rig = rig(1)) {
      rig.context.reportsDurable = false;
      rig.put(
          TaskRig.record(0, 0, good(first)),
          TaskRig.record(0, 1, poison(first + 1, "x")),
          TaskRig.record(0, 2, good(first + 2)));
      rig.until(() -> !rig.context.letters.isEmpty(), "dead letter");
      rig.until(() -> rig.counters().get("sent-total") == 2, "neighbours");
      assertThat(rig.committable(0)).isEqualTo(1);
      rig.context.letters.get(0).durable().complete(null);
      rig.untilCommittable(0, 3);
      assertThat(rig.context.letters).hasSize(1);
    }
  }

  @Test
  void losesAndDoublesNothing_whenTheTargetIsDownForAWhile() throws Exception {
    int first = numbers();
    outage();
    try (TaskRig rig = rig(1)) {
      rig.put(goods(first, 0, 700));
      rig.until(() -> rig.counters().get("errors-total") > 2, "failed attempts");
      assertThat(rig.committable(0)).isEqualTo(-1);
      mended();
      rig.untilCommittable(0, 700);
      assertThat(rig.context.letters).isEmpty();
    }
    assertThat(stored(first, 700)).isEqualTo(range(first, 700));
  }

  @Test
  void stopsWithinFiveSeconds_whenTheTargetIsDown() throws Exception {
    int first = numbers();
    outage();
    try (TaskRig rig = rig(1)) {
      rig.put(goods(first, 0, 10));
      rig.until(() -> rig.counters().get("errors-total") > 0, "failed attempt");
    }
    mended();
  }

  @Test
  void pausesWhileTheBufferIsFullAndResumes_whenTheTargetIsDownForAWhile() throws Exception {
    int first = numbers();
    outage();
    byte[] value = good(first);
    int toFill = (int) (SinkSettings.BUFFER_BYTES_DEFAULT / (value.length + 200)) + 1;
    try (TaskRig rig = rig(2)) {
      rig.put(LongStream.range(0, toFill).mapToObj(i -> TaskRig.record(0, i, value)).toList());
      assertThat(rig.context.paused).hasSize(2);
      mended();
      rig.until(() -> rig.context.paused.isEmpty(), "resumed");
      rig.untilCommittable(0, toFill);
    }
    assertThat(stored(first, 10)).containsExactly(first);
  }

  @Test
  void passesWatermarks_andTakesNoOtherEmptyValue() {
    try (TaskRig rig = rig(1)) {
      rig.put(TaskRig.watermark(0, 5), TaskRig.record(0, 6, null), TaskRig.watermark(0, 9));
      rig.untilCommittable(0, 10);
      assertThat(rig.context.letters).hasSize(1);
      assertThat(rig.context.letters.get(0).record().kafkaOffset()).isEqualTo(6);
      assertThat(rig.counters()).containsEntry("skipped-total", 2L).containsEntry("sent-total", 0L);
    }
  }

  @Test
  void commitsOnlyWhatItStillOwns_whenAPartitionIsRevoked() {
    int first = numbers();
    try (TaskRig rig = rig(2)) {
      rig.put(goods(first, 0, 100));
      rig.put(goods(first + 100, 1, 100));
      rig.revoke(0);
      rig.untilCommittable(1, 100);
      assertThat(rig.committable(0)).isEqualTo(-1);
    }
    assertThat(stored(first, 200)).isEqualTo(range(first, 200));
  }

  @Test
  void usesOriginalCoordinates_whenATransformChangedTheTopic() {
    int first = numbers();
    try (TaskRig rig = rig(1)) {
      rig.put(goods(first, 0, 20).stream().map(r -> TaskRig.rerouted(r, "elsewhere")).toList());
      rig.untilCommittable(0, 20);
    }
    assertThat(stored(first, 20)).isEqualTo(range(first, 20));
  }

  private TaskRig rig(int partitions) {
    return new TaskRig(task(), props(), partitions);
  }

  private List<SinkRecord> goods(int first, int partition, int count) {
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(TaskRig.record(partition, i, good(first + i)));
    }
    return records;
  }

  private static List<Integer> range(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }
}
