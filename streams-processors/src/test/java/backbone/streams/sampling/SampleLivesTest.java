// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.sample.PolicySet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes after any record, commits at any time, a trail that lags at random: what comes out is
 * what the sampler alone makes of the same records.
 */
class SampleLivesTest {

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySpanOfKeptTracesIsThereOnce_whateverCrashes(long seed) {
    Random random = new Random(seed);
    Script script = new Script(random, new Script.Size(400, 1, 20_000), Script.RAW);
    Lives lives = new Lives(Script.rawPartitions(Script.RAW), Script.limits(), 1 << 20);
    script.partition(0).forEach(lives::append);

    live(lives, random);

    Script.Expected expected = script.expected(0, PolicySet.standard());
    new Outcome(lives.sampledSpans(), lives.decisions).isThat(expected);
    assertThat(lives.shown.last.residue()).isZero();
    assertThat(lives.shown.last.spans().open()).isZero();
    assertThat(lives.shown.last.spans().lost()).isZero();
  }

  private static void live(Lives lives, Random random) {
    for (int crashes = 0; crashes < 6; crashes++) {
      lives.begin();
      for (int steps = random.nextInt(900); steps > 0; steps--) {
        step(lives, random);
      }
      lives.end();
    }
    lives.begin();
    lives.answer();
    lives.turn();
    lives.deliverAll();
    lives.turn();
    lives.commit();
    lives.end();
  }

  private static void step(Lives lives, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> lives.turn();
      case 1 -> {
        if (random.nextInt(4) == 0) {
          lives.commit();
        }
      }
      case 2 -> lives.trail.fetchedTo = random.nextInt(lives.log.size() + 1);
      case 3 -> lives.trail.fetchedTo = Long.MAX_VALUE;
      case 4 -> lives.answer();
      default -> lives.deliver();
    }
  }
}
