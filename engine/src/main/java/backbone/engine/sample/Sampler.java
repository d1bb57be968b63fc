// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * Tail sampling of one partition: folds fragments into summaries, decides each trace when its wait
 * is over, and remembers what it decided. For one thread.
 *
 * <p>Sequence: construct, {@link #load} every entry of the memory, {@link #loaded}; {@link #fold}
 * again all fragments of traces that were not decided, live ones may come in between; from then on
 * {@link #fold} and {@link #advance} as the topic goes. The first {@code advance} tells that
 * nothing of before is missing any more.
 */
public final class Sampler {

  /**
   * Makes a sampler without any state.
   *
   * @param policies already {@link PolicySet#forPartition of this partition}
   */
  public Sampler(
      PolicySet policies, SamplerLimits limits, SamplerMemory memory, DecisionListener listener) {}

  /**
   * Takes back an entry that an earlier sampler put into its memory; in any order.
   *
   * @throws IllegalStateException when the entry is of a version not known, as after a downgrade
   */
  public void load(byte[] key, byte[] value) {}

  /** After the last {@link #load}, also when there was none. */
  public void loaded() {}

  /**
   * Takes a fragment, in the order of the topic. Never throws for data. Where too many traces are
   * open the oldest are decided before this returns.
   *
   * @param value TracesData whose spans are all of this trace
   * @param arrivalMs broker append time of the raw record, milliseconds since 1970
   */
  public void fold(long traceHigh, long traceLow, byte[] value, long arrivalMs) {}

  /**
   * Decides all traces whose wait is over, in the order of first arrival, then trace id.
   *
   * @param watermarkMs all fragments that arrived up to then have been folded; smaller values than
   *     before are ignored
   */
  public void advance(long watermarkMs) {}

  /** What is known about a trace. */
  public Fate fate(long traceHigh, long traceLow) {
    return Fate.UNKNOWN;
  }

  /**
   * Forgets decisions made before a time, in whole segments, but none that is younger than the
   * memory of {@link SamplerLimits}.
   *
   * @param beforeMs watermark time; nothing that arrived earlier will be asked for any more
   */
  public void expire(long beforeMs) {}

  /** Traces that are not decided yet. */
  public int openTraces() {
    return 0;
  }

  /** Fragments set aside until it is known whether they are on time. */
  public int uncertainFragments() {
    return 0;
  }

  /** Decisions that {@link #fate} still knows. */
  public long rememberedDecisions() {
    return 0;
  }

  /** Operations known so far. */
  public int knownOperations() {
    return 0;
  }

  /** The watermark of the last decision or of now; {@link Long#MIN_VALUE} when there is none. */
  public long watermarkMs() {
    return Long.MIN_VALUE;
  }

  /** First arrival of the oldest open trace, or {@link Long#MAX_VALUE} when none is open. */
  public long oldestFirstArrivalMs() {
    return Long.MAX_VALUE;
  }

  /** What was done so far. */
  public SamplerCounts counts() {
    return new SamplerCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
