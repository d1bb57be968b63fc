// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.PolicyTimes;
import backbone.streams.rules.FakeRules;
import backbone.streams.rules.RuleKind;
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
    FakeRules rules = seed % 3 == 0 ? new FakeRules() : switches(random);
    Lives lives = new Lives(Script.rawPartitions(Script.RAW), Script.limits(), 1 << 20, rules);
    script.partition(0).forEach(lives::append);

    live(lives, random);

    PolicyTimes policies =
        new PolicyTimes(PolicySet.standard(), rules.timelines(RuleKind.SAMPLING));
    Script.Expected expected = script.expected(0, policies);
    assertThat(rules.versions()).isSubsetOf(expected.judges().values());
    new Outcome(lives.sampledSpans(), lives.decisions).isThat(expected);
    assertThat(lives.shown.last.residue()).isZero();
    assertThat(lives.shown.last.spans().open()).isZero();
    assertThat(lives.shown.last.spans().lost()).isZero();
  }

  /** Other policies from two random times on, so that traces are open when they come. */
  private static FakeRules switches(Random random) {
    FakeRules rules = new FakeRules();
    rules.apply(
        """
        policies:
          - {name: few, type: span_count, span_count: {max_spans: 2}}
          - {name: first, type: first_per_service, first_per_service: {traces: 1, per: 1m}}
        """,
        Script.START_MS + 2_000 + random.nextInt(8_000));
    rules.apply(
        """
        policies:
          - {name: new, type: new_operation}
          - {name: many, type: span_count, span_count: {min_spans: 3}}
        """,
        Script.START_MS + 10_000 + random.nextInt(8_000));
    return rules;
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
