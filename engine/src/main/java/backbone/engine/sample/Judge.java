// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks the policies about one trace after the other, and keeps what they count. */
final class Judge implements Candidate {

  private static final long RANDOM_BITS = (1L << 56) - 1;

  private final List<Policy> policies;
  private final Operations operations;
  private final Summary summary;
  private final Map<Policy, Quotas> quotas = new HashMap<>();
  private final SamplerMemory memory;

  private long traceHigh;
  private long traceLow;
  private long firstArrivalMs;
  private long deadlineMs;

  /** The trace to be judged is the one in the summary; operations are null when nobody asks. */
  Judge(List<Policy> policies, Operations operations, Summary summary, SamplerMemory memory) {
    this.policies = policies;
    this.operations = operations;
    this.summary = summary;
    this.memory = memory;
    for (Policy policy : policies) {
      if (policy instanceof Policy.FirstPerService first) {
        quotas.put(first, new Quotas(first.name(), first.perMs(), memory));
      }
    }
  }

  /** The number of the first policy that matches, or -1. */
  int judge(OpenTraces traces, int row, long waitMs) {
    summary.load(row);
    traceHigh = traces.traceHigh(row);
    traceLow = traces.traceLow(row);
    firstArrivalMs = traces.firstArrivalMs(row);
    deadlineMs = firstArrivalMs + waitMs;
    for (int i = 0; i < policies.size(); i++) {
      if (policies.get(i).matches(this)) {
        return i;
      }
    }
    return -1;
  }

  /** Takes back a count; one of a policy that is gone is forgotten. */
  void load(byte[] key, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(key).position(1);
    long policy = in.getLong();
    long service = in.getLong();
    for (Quotas quota : quotas.values()) {
      if (quota.policy() == policy) {
        quota.load(service, MemoryFormat.open(value));
        return;
      }
    }
    memory.delete(key);
  }

  /** Writes the counts that have changed; true if any has. */
  boolean write() {
    boolean any = false;
    for (Quotas quota : quotas.values()) {
      any |= quota.write();
    }
    return any;
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public long randomness() {
    return traceLow & RANDOM_BITS;
  }

  @Override
  public boolean hasNewOperation() {
    return operations.hasNew(traceHigh, traceLow, deadlineMs);
  }

  @Override
  public boolean takePlace(Policy.FirstPerService policy) {
    long period = Math.floorDiv(firstArrivalMs, policy.perMs());
    Quotas quota = Objects.requireNonNull(quotas.get(policy));
    return quota.take(Hashes.ofText(summary.service), period, policy.share());
  }
}
