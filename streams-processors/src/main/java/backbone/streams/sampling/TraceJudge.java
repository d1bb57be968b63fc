// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.DecisionListener;
import backbone.engine.sample.Fate;
import backbone.engine.sample.PolicyTimes;
import backbone.engine.sample.Sampler;
import backbone.streams.Watermarks;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import backbone.streams.rules.StaleRulesException;
import backbone.streams.sampling.SampleTracesTopology.Parts;

/** The sampler of one task with the clock that drives it, both as the task's memory has them. */
final class TraceJudge {

  private final SamplingRules rules;
  private final TaskMemory memory;
  private final Rules.Watch watch;
  private final Sampler sampler;
  private final Watermarks watermarks;

  TraceJudge(Parts parts, int partition, TaskMemory memory, DecisionListener listener) {
    this.rules = parts.rules();
    this.memory = memory;
    watch = rules.later().watch();
    PolicyTimes policies =
        new PolicyTimes(rules.policies(), rules.later().timelines(RuleKind.SAMPLING))
            .forPartition(partition, rules.partitions());
    sampler = new Sampler(policies, rules.limits(), memory, listener);
    memory.load(sampler);
    watermarks = new Watermarks(rules.rawPartitions(), rules.behindMax().toMillis());
    memory.load(watermarks);
  }

  /**
   * To be called several times a second.
   *
   * @throws StaleRulesException when others may judge by newer rules; nothing may be committed then
   */
  void checkRules() {
    watch.check();
  }

  /** Takes a watermark; true when time has advanced. */
  boolean take(Watermarks.Mark mark) {
    boolean advanced = watermarks.advance(mark);
    memory.save(watermarks);
    return advanced;
  }

  void fold(Fragment fragment, byte[] value) {
    sampler.fold(fragment.traceHigh(), fragment.traceLow(), value, fragment.arrivalMs());
  }

  Fate fate(Fragment fragment) {
    return sampler.fate(fragment.traceHigh(), fragment.traceLow());
  }

  boolean decided(Fragment fragment) {
    return switch (fate(fragment).state()) {
      case KEPT, DROPPED -> true;
      case OPEN, UNKNOWN -> false;
    };
  }

  /** Whether the fragment arrived before a time up to which all had been there already. */
  boolean violates(Fragment fragment) {
    return fragment.arrivalMs() <= watermarks.now();
  }

  /**
   * Decides what is due, and forgets what is old.
   *
   * @param trailMs arrival of what the trail came to last
   */
  void decide(long trailMs) {
    if (watermarks.now() != Watermarks.UNKNOWN) {
      sampler.advance(watermarks.now());
      sampler.expire(Math.min(watermarks.now(), trailMs) - rules.limits().memoryMs());
    }
  }

  /** First arrivals up to this time, in milliseconds since 1970, are decided. */
  long decidedUpToMs() {
    return watermarks.now() == Watermarks.UNKNOWN ? 0 : watermarks.now() - rules.limits().waitMs();
  }

  /** How much is remembered now. */
  SamplingSnapshot.State state(long trailLagMs, boolean ledgerKnown) {
    return new SamplingSnapshot.State(
        sampler.openTraces(),
        sampler.rememberedDecisions(),
        watermarks.leftOut(),
        trailLagMs,
        new SamplingSnapshot.Clock(Math.max(0, watermarks.now()), watermarks.slowest()),
        ledgerKnown);
  }
}
