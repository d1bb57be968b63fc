// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenEdgesTest {

  private static final int RUNS = 50;
  private static final int REQUESTS = 60;

  /** A task that is put back to its last commit by a crash; what it told since is forgotten. */
  private static final class Task implements OpenEdges.Out {
    private final MapKept kept = new MapKept();
    private final int openMax;
    private final List<String> told = new ArrayList<>();
    private int committed;
    private int committedOffset;
    private int offset;
    private OpenEdges open;

    Task(int openMax) {
      this.openMax = openMax;
      open = new OpenEdges(kept, openMax, this);
    }

    @Override
    public void paired(EdgeHalf caller, EdgeHalf called) {
      told.add(caller.of().spanId() + " " + caller.owner().service() + " " + called.nanos());
    }

    @Override
    public void alone(EdgeHalf half, String reason) {
      told.add(half.of().spanId() + " " + reason);
    }

    void commit() {
      open.save();
      kept.commit();
      committed = told.size();
      committedOffset = offset;
    }

    void crash() {
      kept.crash();
      told.subList(committed, told.size()).clear();
      offset = committedOffset;
      open = new OpenEdges(kept, openMax, this);
    }
  }

  @Test
  void everyRequestIsToldOnce_whateverComesWhen_andWhateverCrashes() {
    Seeds.forEach(
        (random, seed) -> {
          for (int i = 0; i < RUNS; i++) {
            List<EdgeHalf> input = input(random);
            Task task = new Task(OpenEdges.OPEN_MAX);
            run(task, input, random);
            task.open.expire(OpenEdges.WAIT_MS + 1);
            task.commit();
            assertThat(count(task.told)).isEqualTo(count(truth(input)));
            assertThat(task.kept.size()).isZero();
          }
        });
  }

  private static void run(Task task, List<EdgeHalf> input, Random random) {
    while (task.offset < input.size()) {
      switch (random.nextInt(8)) {
        case 0 -> task.commit();
        case 1 -> task.crash();
        default -> task.open.take(input.get(task.offset++));
      }
    }
  }

  private static List<EdgeHalf> input(Random random) {
    List<EdgeHalf> input = new ArrayList<>();
    for (int i = 1; i <= REQUESTS; i++) {
      int sides = 1 + random.nextInt(3);
      if ((sides & 1) != 0) {
        input.add(half(i, true, 0));
      }
      if ((sides & 2) != 0) {
        input.add(half(i, false, 0));
      }
    }
    Collections.shuffle(input, random);
    return input;
  }

  private static List<String> truth(List<EdgeHalf> input) {
    List<String> truth = new ArrayList<>();
    for (int i = 1; i <= REQUESTS; i++) {
      int id = i;
      long sides = input.stream().filter(half -> half.of().spanId() == id).count();
      truth.add(sides == 2 ? id + " caller " + id : id + " expired");
    }
    return truth;
  }

  private static Map<String, Integer> count(List<String> told) {
    Map<String, Integer> count = new TreeMap<>();
    told.forEach(one -> count.merge(one, 1, Integer::sum));
    return count;
  }

  @Test
  void oldestGoes_whenThereIsNoRoom() {
    Task task = new Task(2);
    for (int i = 1; i <= 4; i++) {
      task.open.take(half(i, true, i));
    }

    assertThat(task.told).containsExactly("1 full", "2 full");
    assertThat(task.open.size()).isEqualTo(2);
  }

  @Test
  void pairWithinACommitNeverGoesToTheStore() {
    Task task = new Task(9);
    task.open.take(half(1, true, 0));
    task.open.take(half(1, false, 0));
    task.open.save();

    assertThat(task.kept.size()).isZero();
  }

  private static EdgeHalf half(int id, boolean caller, long arrivalMs) {
    return new EdgeHalf(
        new EdgeHalf.Of(7, -7, id),
        caller,
        new Owner(caller ? "caller" : "called", "prod", "kr", "shop"),
        "",
        false,
        id,
        false,
        60_000,
        arrivalMs);
  }
}
