// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many traces of each service a policy has kept in the running period. Traces are decided in
 * the order of first arrival, so there is one running period; what comes too late for an earlier
 * one counts in it.
 */
final class Quotas {

  /** More services than that in one period have no quota; names may come from anywhere. */
  static final int SERVICES_MAX = 10_000;

  private final long policy;
  private final long perMs;
  private final SamplerMemory memory;
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();
  private long period = Long.MIN_VALUE;

  Quotas(long policy, long perMs, SamplerMemory memory) {
    this.policy = policy;
    this.perMs = perMs;
    this.memory = memory;
  }

  /**
   * Names what a policy counts; versions in which it has the same name and period count on. Periods
   * of another length have other numbers, so what was counted in them is another count.
   */
  static long id(Policy.FirstPerService policy) {
    return Hashes.ofId(Hashes.ofText(policy.name()), policy.perMs());
  }

  /** Takes one of the service's places in a period, if one is left. */
  boolean take(long service, long periodOfTrace, int places) {
    if (periodOfTrace > period) {
      forget();
      period = periodOfTrace;
    }
    int taken = counts.getOrDefault(service, 0);
    if (taken >= places || (taken == 0 && counts.size() >= SERVICES_MAX)) {
      return false;
    }
    counts.put(service, taken + 1);
    changed.add(service);
    return true;
  }

  /** Forgets the running period when it ends before a time. */
  void expire(long ms) {
    if (!counts.isEmpty() && (period + 1) * perMs <= ms) {
      forget();
    }
  }

  private void forget() {
    counts.keySet().forEach(service -> memory.delete(key(policy, service)));
    counts.clear();
    changed.clear();
  }

  /** Writes what has changed; true if anything has. */
  boolean write() {
    for (long service : changed) {
      memory.put(key(policy, service), value(counts.get(service)));
    }
    boolean any = !changed.isEmpty();
    changed.clear();
    return any;
  }

  void load(long service, ByteBuffer in) {
    long periodOfCount = in.getLong();
    if (periodOfCount > period) {
      period = periodOfCount;
    }
    counts.put(service, in.getInt());
  }

  private byte[] value(int taken) {
    return MemoryFormat.value(Long.BYTES + Integer.BYTES).putLong(period).putInt(taken).array();
  }

  static byte[] key(long policy, long service) {
    return MemoryFormat.key(MemoryFormat.QUOTA, 2 * Long.BYTES)
        .putLong(policy)
        .putLong(service)
        .array();
  }
}
