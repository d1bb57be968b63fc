// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the policies about one trace after the other, and keeps what they count. */
final class Judge implements Candidate {

  private static final long RANDOM_BITS = (1L << 56) - 1;

  private final Versions versions;
  private final Operations operations;
  private final Summary summary;
  private final Map<Long, Quotas> quotas = new HashMap<>();
  private final Map<Policy, Quotas> quotaOf = new HashMap<>();
  private final SamplerMemory memory;

  private long traceHigh;
  private long traceLow;
  private long firstArrivalMs;
  private long deadlineMs;

  /** The trace to be judged is the one in the summary. */
  Judge(Versions versions, Operations operations, Summary summary, SamplerMemory memory) {
    this.versions = versions;
    this.operations = operations;
    this.summary = summary;
    this.memory = memory;
  }

  /** The number of the first policy that matches, or -1. */
  int judge(OpenTraces traces, int row, long waitMs, List<Policy> policies) {
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

  /** Takes back a count; one of a policy that no version has is forgotten. */
  void load(byte[] key, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(key).position(1);
    long id = in.getLong();
    long service = in.getLong();
    if (quotas.isEmpty()) {
      versions.all().forEach(version -> version.policies().forEach(this::expect));
    }
    Quotas quota = quotas.get(id);
    if (quota == null) {
      memory.delete(key);
    } else {
      quota.load(service, MemoryFormat.open(value));
    }
  }

  private void expect(Policy policy) {
    if (policy instanceof Policy.FirstPerService first) {
      quota(first);
    }
  }

  private Quotas quota(Policy.FirstPerService policy) {
    return quotas.computeIfAbsent(Quotas.id(policy), id -> new Quotas(id, policy.perMs(), memory));
  }

  /** Forgets the counts of periods that are over for all traces that arrive first after a time. */
  void expire(long firstArrivalMs) {
    quotas.values().forEach(quota -> quota.expire(firstArrivalMs));
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
    Quotas quota = quotaOf.computeIfAbsent(policy, first -> quota(policy));
    return quota.take(Hashes.ofText(summary.service), period, policy.share());
  }
}
