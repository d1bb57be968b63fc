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
  private final SamplerMemory memory;
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();
  private long period = Long.MIN_VALUE;

  /** Periods of another length have other numbers, so what was counted in them is another count. */
  Quotas(String policy, long perMs, SamplerMemory memory) {
    this.policy = Hashes.ofId(Hashes.ofText(policy), perMs);
    this.memory = memory;
  }

  long policy() {
    return policy;
  }

  /** Takes one of the service's places in a period, if one is left. */
  boolean take(long service, long periodOfTrace, int places) {
    if (periodOfTrace > period) {
      counts.keySet().forEach(old -> memory.delete(key(policy, old)));
      counts.clear();
      changed.clear();
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
