// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.rules.Timeline;
import backbone.engine.sample.World.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class SamplerPropertyTest {

  private static final int WORLDS_PER_RUN = 40;
  private static final long FAR_MS = World.START_MS + 1_000_000;
  private static final SamplerLimits LIMITS =
      new SamplerLimits(World.WAIT_MS, 3_600_000, 100_000, 100_000);

  @Test
  void decidesAsTheModel_whateverTheInterleavingAndTheWatermarks() {
    worlds(
        seed -> {
          World world = new World(seed);
          Switches switches = seed % 4 == 0 ? Switches.none() : Switches.random(new Random(seed));
          List<String> expected = new Model(world, switches).decisions();
          Set<String> memory = null;
          for (int way = 0; way < 4; way++) {
            Run run = new Run(new Random(seed * 31 + way), switches);
            run.all(world);
            assertThat(run.decisions).isEqualTo(expected);
            memory = memory == null ? run.memory.canonical() : memory;
            assertThat(run.memory.canonical()).isEqualTo(memory);
            assertThat(run.sampler.counts().violations()).isZero();
            assertThat(run.sampler.uncertainFragments()).isZero();
          }
        });
  }

  @Test
  void decidesTheSame_whenItIsRestartedAnywhere() {
    worlds(
        seed -> {
          World world = new World(seed);
          Switches switches = Switches.random(new Random(seed));
          Run undisturbed = new Run(new Random(seed), switches);
          undisturbed.all(world);

          Run run = new Run(new Random(seed * 17), switches);
          run.restarts = 3;
          run.all(world);

          assertThat(run.decisions).isEqualTo(undisturbed.decisions);
          assertThat(run.memory.canonical()).isEqualTo(undisturbed.memory.canonical());
        });
  }

  /** One way through a world. */
  private static final class Run {
    private final Random random;
    private final List<String> decisions = new ArrayList<>();
    private final List<Event> folded = new ArrayList<>();
    private MemoryMap memory = new MemoryMap();
    private Sampler sampler;
    private int restarts;
    private final Switches switches;
    private Timeline<PolicySet> timeline;
    private long newestMs;
    private boolean knowsAll;

    Run(Random random, Switches switches) {
      this.random = random;
      this.switches = switches;
      timeline = switches.known(Long.MIN_VALUE, false);
      begin();
    }

    void all(World world) {
      int[] read = new int[world.partitions.size()];
      int favourite = 0;
      long watermark = watermark(world, read);
      while (watermark < Long.MAX_VALUE) {
        favourite = random.nextInt(10) == 0 ? random.nextInt(read.length) : favourite;
        int partition = random.nextInt(3) == 0 ? random.nextInt(read.length) : favourite;
        if (read[partition] < world.partitions.get(partition).size()) {
          fold(world.partitions.get(partition).get(read[partition]++));
        }
        watermark = watermark(world, read);
        if (watermark < Long.MAX_VALUE && random.nextInt(4) == 0) {
          sampler.advance(watermark - random.nextInt(300));
        }
        if (restarts > 0 && random.nextInt(100) == 0) {
          restarts--;
          restart();
        }
      }
      timeline = switches.known(FAR_MS, true);
      sampler.advance(FAR_MS);
    }

    private void begin() {
      sampler =
          new Sampler(
              new PolicyTimes(switches.before(), () -> timeline),
              LIMITS,
              memory,
              decision -> decisions.add(Model.line(decision)));
      memory.loadInto(sampler, random);
    }

    /** What is coming is known to one earlier than to another, but in time to both. */
    private void fold(Event event) {
      if (event.arrivalMs() > newestMs || random.nextInt(50) == 0) {
        newestMs = Math.max(newestMs, event.arrivalMs());
        timeline = switches.known(newestMs, random.nextInt(20) == 0 || knowsAll);
        knowsAll |= timeline.entries().size() == switches.known(0, true).entries().size();
      }
      sampler.fold(event.high(), event.low(), event.value(), event.arrivalMs());
      folded.add(event);
    }

    /** Folds again what is undecided, and some of what is not, in an order of chance. */
    private void restart() {
      List<Event> again = new ArrayList<>();
      for (Event event : folded) {
        boolean open = sampler.fate(event.high(), event.low()).equals(Fate.OPEN);
        if (open || random.nextInt(5) == 0) {
          again.add(event);
        }
      }
      Collections.shuffle(again, random);
      memory = memory.copy();
      begin();
      again.forEach(e -> sampler.fold(e.high(), e.low(), e.value(), e.arrivalMs()));
    }

    private static long watermark(World world, int[] read) {
      long watermark = Long.MAX_VALUE;
      for (int i = 0; i < read.length; i++) {
        List<Event> events = world.partitions.get(i);
        if (read[i] < events.size()) {
          watermark = Math.min(watermark, events.get(read[i]).arrivalMs() - 1);
        }
      }
      return watermark;
    }
  }

  private static void worlds(LongConsumer property) {
    long first = Long.getLong("proofs.seed", 0);
    for (long run = first; run < first + Integer.getInteger("proofs.runs", 3); run++) {
      for (int world = 0; world < WORLDS_PER_RUN; world++) {
        try {
          property.accept(run * WORLDS_PER_RUN + world);
        } catch (AssertionError | RuntimeException failure) {
          throw new AssertionError("Failed with -Dproofs.runs=1 -Dproofs.seed=" + run, failure);
        }
      }
    }
  }
}
