// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static backbone.engine.sample.Fragments.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import backbone.engine.sample.Fragments.Sketch;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private static final long T = 1_700_000_000_000L;
  private static final SamplerLimits LIMITS = new SamplerLimits(10_000, 3_600_000, 200_000, 1_000);

  private final MemoryMap memory = new MemoryMap();
  private final List<TraceDecision> decisions = new ArrayList<>();

  @Test
  void keepsTenPercent_whenTracesAreOrdinary() {
    Sampler sampler = sampler(PolicySet.standard(), LIMITS);
    Random random = new Random(7);
    byte[] ordinary = Fragments.of(1, 1, root(1, "shop", "GET /", T, T + 20));
    byte[] failed = Fragments.of(1, 1, new Sketch(1, 0, "shop", "GET /", T, T + 20, true));
    for (int i = 0; i < 101_000; i++) {
      sampler.fold(random.nextLong(), random.nextLong(), i % 101 == 0 ? failed : ordinary, T + i);
    }
    sampler.advance(T + 1_000_000);

    assertThat(kept("errors")).isEqualTo(1_000).isEqualTo(kept(true));
    double ordinaryOnes = decisions.stream().filter(d -> !d.trace().error()).count();
    assertThat(ordinaryOnes).isEqualTo(100_000);
    assertThat(kept("rest") / ordinaryOnes).isCloseTo(0.1, within(0.005));
    assertThat(decisions)
        .filteredOn(d -> !d.keep())
        .extracting(d -> d.fate().policy())
        .containsOnly("rest");
  }

  @Test
  void tellsTheFate_atEachStage() {
    Sampler sampler = sampler(PolicySet.standard(), LIMITS);
    assertThat(sampler.fate(0, 5)).isEqualTo(Fate.UNKNOWN);
    sampler.fold(0, 5, Fragments.of(0, 5, root(1, "shop", "GET /", T, T + 20)), T);
    assertThat(sampler.fate(0, 5)).isEqualTo(Fate.OPEN);

    sampler.advance(T + 9_999);
    assertThat(sampler.fate(0, 5)).isEqualTo(Fate.OPEN);
    sampler.advance(T + 10_000);

    assertThat(sampler.fate(0, 5)).isEqualTo(new Fate(Fate.State.KEPT, "new", "0"));
    TraceDecision decision = decisions.get(0);
    assertThat(decision.traceId()).isEqualTo("00000000000000000000000000000005");
    assertThat(decision.decidedMs()).isEqualTo(T + 10_000);
    assertThat(decision.trace())
        .isEqualTo(
            new TraceSummary(
                "shop",
                "GET /",
                "team-of-shop",
                "prod",
                "kr",
                1,
                decision.trace().bytes(),
                false,
                true,
                T * 1_000_000,
                (T + 20) * 1_000_000));
  }

  @Test
  void decidesTheOldestEarly_whenTooManyAreOpen() {
    Sampler sampler = sampler(PolicySet.standard(), new SamplerLimits(10_000, 10_000, 3, 10));
    sampler.advance(T - 1);
    for (int i = 1; i <= 5; i++) {
      sampler.fold(0, i, Fragments.of(0, i, root(1, "shop", "op" + i, T, T + 1)), T + i);
    }

    assertThat(decisions).extracting(TraceDecision::traceLow).containsExactly(1L, 2L);
    assertThat(decisions).allMatch(TraceDecision::early);
    assertThat(sampler.counts().early()).isEqualTo(2);
    assertThat(sampler.openTraces()).isEqualTo(3);
  }

  @Test
  void waitsFromNowOn_whenAFragmentBreaksTheWatermark() {
    Sampler sampler = sampler(PolicySet.standard(), LIMITS);
    sampler.advance(T + 100_000);
    sampler.fold(0, 9, Fragments.of(0, 9, root(1, "shop", "GET /", T, T + 1)), T);
    sampler.advance(T + 100_001);

    assertThat(decisions).isEmpty();
    assertThat(sampler.counts().violations()).isEqualTo(1);
    sampler.advance(T + 110_000);
    assertThat(decisions).hasSize(1);
  }

  @Test
  void takesFragmentsAsOnTime_whenTooManyAreUncertain() {
    Sampler sampler = sampler(PolicySet.standard(), new SamplerLimits(10, 10, 100, 2));
    for (int i = 0; i < 5; i++) {
      sampler.fold(0, i, Fragments.of(0, i, root(1, "shop", "GET /", T, T + 1)), T);
    }

    assertThat(sampler.uncertainFragments()).isEqualTo(2);
    assertThat(sampler.counts().assumed()).isEqualTo(3);
  }

  @Test
  void forgetsWholeSegments_butNoneThatIsTooYoung() {
    Sampler sampler = sampler(PolicySet.standard(), new SamplerLimits(10, 1_000, 100_000, 10));
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      sampler.fold(i, random.nextLong(), Fragments.of(0, i, root(1, "a", "b", T, T + 1)), T + i);
      sampler.advance(T + i - 1);
    }
    assertThat(sampler.rememberedDecisions()).isEqualTo(50_000 - 11);
    sampler.expire(Long.MAX_VALUE);

    assertThat(sampler.rememberedDecisions()).isEqualTo(1_001);
    assertThat(sampler.fate(49_000, 0)).isEqualTo(Fate.UNKNOWN);
    long segments = memory.entries.keySet().stream().filter(key -> key[0] == 's').count();
    assertThat(segments).isEqualTo(1_001);
    for (TraceDecision decision : decisions.subList(decisions.size() - 1_001, decisions.size())) {
      assertThat(sampler.fate(decision.traceHigh(), decision.traceLow())).isSameAs(decision.fate());
    }
  }

  @Test
  void learnsFiveHundredOperationsOfAService() throws IOException {
    PolicySet policies =
        PolicySet.read(new StringReader("policies: [{name: new, type: new_operation}]"), "t");
    Sampler sampler = sampler(policies, LIMITS);
    for (int i = 0; i < 600; i++) {
      sampler.fold(0, i, Fragments.of(0, i, root(1, "shop", "op" + i, T, T + 1)), T + i);
    }
    sampler.advance(T + 100_000);

    assertThat(kept("new")).isEqualTo(500);
    assertThat(sampler.knownOperations()).isEqualTo(500);
    assertThat(sampler.counts().operationsRefused()).isEqualTo(100);
    assertThat(decisions.subList(0, 500)).allMatch(TraceDecision::keep);
  }

  @Test
  void remembersUnderOldPolicies_whenTheyHaveChanged() throws IOException {
    Sampler before = sampler(PolicySet.standard(), LIMITS);
    before.fold(0, 5, Fragments.of(0, 5, root(1, "shop", "GET /", T, T + 20)), T);
    before.advance(T + 20_000);

    PolicySet other =
        PolicySet.read(new StringReader("policies: [{name: x, type: always_sample}]"), "t");
    Sampler after = new Sampler(other, LIMITS, memory, decisions::add);
    memory.loadInto(after, new Random(1));

    assertThat(after.fate(0, 5)).isEqualTo(new Fate(Fate.State.KEPT, "new", "0"));
    assertThat(after.watermarkMs()).isEqualTo(T + 20_000);
  }

  @Test
  void countsAndGoesOn_whenAFragmentIsBroken() {
    Sampler sampler = sampler(PolicySet.standard(), LIMITS);
    byte[] whole = Fragments.of(0, 5, root(1, "shop", "GET /", T, T + 20));
    sampler.fold(0, 5, java.util.Arrays.copyOf(whole, whole.length - 3), T);

    assertThat(sampler.counts().malformed()).isEqualTo(1);
    assertThat(sampler.openTraces()).isEqualTo(1);
  }

  @Test
  void refusesMemoryOfALaterRelease() {
    Sampler sampler = new Sampler(PolicySet.standard(), LIMITS, memory, decisions::add);

    assertThatThrownBy(() -> sampler.load(new byte[] {'w'}, new byte[] {9}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a stored sampling state has version 9, this release reads 1."
                + " Run the release that wrote it, or start with an empty store.");
  }

  @Test
  void keepsDecisionsOfBeforeAnyWatermark_untilLaterOnesExpire() {
    Sampler sampler = sampler(PolicySet.standard(), new SamplerLimits(10, 1_000, 1, 10));
    for (int i = 0; i < 3; i++) {
      sampler.fold(0, i, Fragments.of(0, i, root(1, "a", "b", T, T + 1)), T + i);
    }
    sampler.advance(T + 50);
    sampler.expire(Long.MAX_VALUE);
    assertThat(sampler.fate(0, 0)).isSameAs(decisions.get(0).fate());

    sampler.advance(T + 5_000);
    sampler.expire(Long.MAX_VALUE);
    assertThat(sampler.rememberedDecisions()).isZero();
  }

  @Test
  void countsAnew_whenThePeriodOfAPolicyHasChanged() throws IOException {
    Sampler before = sampler(firstPer("1s"), LIMITS);
    before.fold(0, 1, Fragments.of(0, 1, root(1, "shop", "GET /", T, T + 1)), T);
    before.advance(T + 20_000);
    Sampler after = new Sampler(firstPer("1h"), LIMITS, memory, decisions::add);
    memory.loadInto(after, new Random(1));
    long laterMs = T + 7_200_000;
    after.fold(0, 2, Fragments.of(0, 2, root(1, "shop", "GET /", T, T + 1)), laterMs);
    after.advance(laterMs + 20_000);

    assertThat(decisions).hasSize(2).allMatch(TraceDecision::keep);
  }

  private static PolicySet firstPer(String period) throws IOException {
    String yaml =
        "policies: [{name: f, type: first_per_service, first_per_service: {traces: 1, per: ";
    return PolicySet.read(new StringReader(yaml + period + "}}]"), "t");
  }

  private Sampler sampler(PolicySet policies, SamplerLimits limits) {
    Sampler sampler = new Sampler(policies, limits, memory, decisions::add);
    sampler.loaded();
    return sampler;
  }

  private long kept(String policy) {
    return decisions.stream().filter(d -> d.keep() && d.fate().policy().equals(policy)).count();
  }

  private long kept(boolean error) {
    return decisions.stream().filter(d -> d.keep() && d.trace().error() == error).count();
  }
}
