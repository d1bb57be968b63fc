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

  /** Before any watermark; far from the ends, so that waits can be added and taken away. */
  private static final long NEVER = Long.MIN_VALUE / 4;

  /** At the bound one in so many traces is decided early at once, so that it stays one segment. */
  private static final int EARLY_SHARE = 128;

  private final SamplerLimits limits;
  private final SamplerMemory memory;
  private final DecisionListener listener;
  private final Operations operations;
  private final OpenTraces traces;
  private final Summary summary;
  private final FragmentReader reader;
  private final Fates fates;
  private final Decisions decisions;
  private final Judge judge;
  private final Versions versions;

  private long watermark = NEVER;

  /** Whether all that was undecided before has been folded again. */
  private boolean live;

  private boolean loaded;

  /** Whether anything was written since the watermark was. */
  private boolean changed;

  private long fragments;
  private long spans;
  private long opened;
  private long late;
  private long followed;
  private long violations;
  private long early;
  private long assumed;
  private long malformed;

  /** Makes a sampler without any state that judges by the same policies for ever. */
  public Sampler(
      PolicySet policies, SamplerLimits limits, SamplerMemory memory, DecisionListener listener) {
    this(PolicyTimes.always(policies), limits, memory, listener);
  }

  /**
   * Makes a sampler without any state.
   *
   * @param policies already {@link PolicyTimes#forPartition of this partition}
   */
  public Sampler(
      PolicyTimes policies, SamplerLimits limits, SamplerMemory memory, DecisionListener listener) {
    this.limits = limits;
    this.memory = memory;
    this.listener = listener;
    versions = new Versions(policies);
    operations = new Operations(memory);
    traces = new OpenTraces(limits.waitMs());
    summary = traces.summary();
    reader = new FragmentReader(summary, operations);
    fates = new Fates(memory);
    decisions = new Decisions(memory, fates);
    judge = new Judge(versions, operations, traces.summary(), memory);
  }

  /**
   * Takes back an entry that an earlier sampler put into its memory; in any order.
   *
   * @throws IllegalStateException when the entry is of a version not known, as after a downgrade
   */
  public void load(byte[] key, byte[] value) {
    switch (key[0]) {
      case MemoryFormat.WATERMARK -> watermark = MemoryFormat.open(value).getLong();
      case MemoryFormat.POLICIES -> fates.load(key, value);
      case MemoryFormat.SEGMENT -> decisions.load(key, value);
      case MemoryFormat.QUOTA -> judge.load(key, value);
      case MemoryFormat.OPERATION -> loadOperation(key, value);
      default ->
          throw new IllegalStateException(
              "a stored sampling state has the unknown kind " + key[0] + "; it is not of ours.");
    }
  }

  /** After the last {@link #load}, also when there was none. */
  public void loaded() {
    fates.loaded(decisions.loaded());
    operations.loaded(watermark);
    loaded = true;
  }

  /**
   * Takes a fragment, in the order of the topic. Never throws for data. Where too many traces are
   * open the oldest are decided before this returns.
   *
   * @param value TracesData whose spans are all of this trace
   * @param arrivalMs broker append time of the raw record, milliseconds since 1970
   */
  public void fold(long traceHigh, long traceLow, byte[] value, long arrivalMs) {
    checkLoaded();
    fragments++;
    boolean noting = arrivalMs >= versions.operationsFromMs();
    malformed += reader.read(value, arrivalMs, noting) ? 0 : 1;
    spans += summary.spans;
    int row = traces.find(traceHigh, traceLow);
    boolean undecided = row != Rows.NONE || decisions.find(traceHigh, traceLow) < 0;
    if (undecided) {
      take(row, traceHigh, traceLow, arrivalMs);
    } else {
      followed++;
    }
    for (int i = 0; i < reader.sightings(); i++) {
      see(reader.sighting(i, arrivalMs, traceHigh, traceLow), undecided);
    }
    if (traces.size() > limits.openTracesMax()) {
      decideEarly();
    }
  }

  /**
   * Decides all traces whose wait is over, in the order of first arrival, then trace id.
   *
   * @param watermarkMs all fragments that arrived up to then have been folded; smaller values than
   *     before are ignored
   */
  public void advance(long watermarkMs) {
    checkLoaded();
    live = true;
    if (watermarkMs < watermark) {
      return;
    }
    watermark = watermarkMs;
    changed |= operations.settle(watermarkMs);
    while (traces.oldestArrivalMs() <= watermarkMs - limits.waitMs()) {
      decide(traces.takeOldest(), false);
      if (decisions.roundIsFull()) {
        changed |= decisions.write(Math.max(0, watermark));
      }
    }
    judge.expire(watermark - limits.waitMs());
    write();
  }

  /** What is known about a trace. */
  public Fate fate(long traceHigh, long traceLow) {
    if (traces.find(traceHigh, traceLow) != Rows.NONE) {
      return Fate.OPEN;
    }
    int fate = decisions.find(traceHigh, traceLow);
    return fate < 0 ? Fate.UNKNOWN : fates.get(fate);
  }

  /**
   * Forgets decisions made before a time, in whole segments, but none that is younger than the
   * memory of {@link SamplerLimits}.
   *
   * @param beforeMs watermark time; nothing that arrived earlier will be asked for any more
   */
  public void expire(long beforeMs) {
    decisions.expire(Math.min(beforeMs, watermark - limits.memoryMs()));
  }

  /** Traces that are not decided yet. */
  public int openTraces() {
    return traces.size();
  }

  /** Fragments set aside until it is known whether they are on time. */
  public int uncertainFragments() {
    return traces.aside();
  }

  /** Decisions that {@link #fate} still knows. */
  public long rememberedDecisions() {
    return decisions.size();
  }

  /** Operations known so far; 0 when no policy ever asked for them. */
  public int knownOperations() {
    return operations.known();
  }

  /** The watermark of now, after {@link #loaded} that of before; or {@link Long#MIN_VALUE}. */
  public long watermarkMs() {
    return watermark == NEVER ? Long.MIN_VALUE : watermark;
  }

  /** First arrival of the oldest open trace, or {@link Long#MAX_VALUE} when none is open. */
  public long oldestFirstArrivalMs() {
    return traces.oldestArrivalMs();
  }

  /** What was done so far. */
  public SamplerCounts counts() {
    return new SamplerCounts(
        fragments,
        spans,
        opened,
        late,
        followed,
        violations,
        early,
        assumed,
        malformed,
        operations.refused());
  }

  private void take(int known, long traceHigh, long traceLow, long arrivalMs) {
    long atMs = effective(arrivalMs);
    int row = known;
    if (row == Rows.NONE) {
      row = traces.open(traceHigh, traceLow, atMs);
      opened++;
      violations += live && arrivalMs <= watermark ? 1 : 0;
    } else {
      traces.arrived(row, atMs);
    }
    long firstMs = traces.firstArrivalMs(row);
    if (atMs > firstMs + limits.waitMs()) {
      late++;
    } else if (atMs <= Math.min(firstMs, earliestToComeMs()) + limits.waitMs()) {
      traces.merge(row, summary);
    } else if (traces.aside() < limits.uncertainMax()) {
      traces.setAside(row, atMs, summary);
    } else {
      assumed++;
      traces.merge(row, summary);
    }
  }

  /**
   * A fragment whose whole wait is over before it comes belongs to no trace that could be open, so
   * it breaks the promise of the watermark: it waits from now on, for others of its kind to come.
   */
  private long effective(long arrivalMs) {
    return arrivalMs + limits.waitMs() <= watermark ? watermark : arrivalMs;
  }

  /**
   * No fragment of an undecided trace that is still to be folded arrived before. While fragments of
   * before a restart are folded again, those are all that were undecided at the last watermark.
   */
  private long earliestToComeMs() {
    return live ? watermark + 1 : watermark - limits.waitMs() + 1;
  }

  private void see(OperationTable.Sighting sighting, boolean undecided) {
    if (operations.see(sighting, undecided)) {
      writeWatermark();
    }
  }

  private void decideEarly() {
    int count = Math.max(1, limits.openTracesMax() / EARLY_SHARE);
    for (int i = 0; i < count; i++) {
      decide(traces.takeOldest(), true);
    }
    early += count;
    write();
  }

  private void decide(int row, boolean tooEarly) {
    late += traces.resolve(row);
    long firstMs = traces.firstArrivalMs(row);
    PolicySet policies = versions.at(firstMs);
    int policy = judge.judge(traces, row, limits.waitMs(), policies.policies());
    boolean keep = policy >= 0;
    long high = traces.traceHigh(row);
    long low = traces.traceLow(row);
    long deadlineMs = firstMs + limits.waitMs();
    long decidedMs = tooEarly ? Math.min(Math.max(watermark, firstMs), deadlineMs) : deadlineMs;
    changed |= decisions.by(policies, Math.max(0, watermark));
    int fate = decisions.add(high, low, keep ? policy : policies.policies().size() - 1, keep);
    operations.close(high, low);
    traces.close(row);
    TraceSummary seen = judge.summary().toTraceSummary();
    listener.decided(
        new TraceDecision(
            high, low, fates.get(fate), seen, firstMs, decidedMs, tooEarly, policies.version()));
  }

  private void write() {
    changed |= decisions.write(Math.max(0, watermark));
    changed |= judge.write();
    if (changed) {
      writeWatermark();
    }
  }

  private void writeWatermark() {
    changed = false;
    byte[] key = {MemoryFormat.WATERMARK};
    memory.put(key, MemoryFormat.value(Long.BYTES).putLong(watermark).array());
  }

  private void loadOperation(byte[] key, byte[] value) {
    if (versions.operationsFromMs() == Long.MAX_VALUE) {
      memory.delete(key);
    } else {
      operations.load(key, value);
    }
  }

  private void checkLoaded() {
    if (!loaded) {
      throw new IllegalStateException(
          "loaded() comes before the first fragment, even with no state");
    }
  }
}
