// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.sample.OperationTable.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which (service, operation) was seen first where. An operation belongs to the fragment that
 * arrived first with it, of equal ones to that of the smallest trace id: a smallest value, so the
 * order of folding does not matter. It is settled when the watermark passes that arrival; within
 * the bounds it then becomes known. A trace has a new operation when it owns one with a fragment on
 * time.
 *
 * <p>Written when it becomes known, or at once when its trace is decided already and so will not be
 * folded again after a restart.
 */
final class Operations {

  static final int PER_SERVICE_MAX = 500;
  static final int KNOWN_MAX = 20_000;

  /** Sightings between arrival and watermark; hostile names must not fill the memory. */
  static final int UNSETTLED_MAX = 20_000;

  private final OperationTable table = new OperationTable();
  private final Map<Long, Integer> knownOfService = new HashMap<>();
  private final List<Integer> unsettled = new ArrayList<>();
  private final SamplerMemory memory;
  private int known;
  private long refused;

  Operations(SamplerMemory memory) {
    this.memory = memory;
  }

  int known() {
    return known;
  }

  long refused() {
    return refused;
  }

  /** False when the operation was seen in an earlier fragment for certain; the usual answer. */
  boolean mayBeNew(long operation, long arrivalMs) {
    int entry = table.find(operation);
    return entry < 0 || arrivalMs <= table.get(entry).arrivalMs();
  }

  /** Takes a sighting; {@code open} when its trace is undecided. True when it was written. */
  boolean see(Sighting seen, boolean open) {
    int entry = table.find(seen.operation());
    if (entry < 0) {
      entry = add(seen);
    } else {
      int order = seen.compareTo(table.get(entry));
      if (order > 0 || (order < 0 && table.known(entry))) {
        return false;
      }
      if (order < 0) {
        table.replace(entry, seen);
      } else if (!open) {
        return false;
      }
    }
    if (entry >= 0 && open) {
      table.claim(entry);
    }
    return entry >= 0 && !open && write(entry);
  }

  /** Settles all that was first seen up to the watermark, in that order; true if it wrote. */
  boolean settle(long watermarkMs) {
    if (unsettled.isEmpty()) {
      return false;
    }
    List<Integer> due = new ArrayList<>();
    unsettled.removeIf(entry -> table.get(entry).arrivalMs() <= watermarkMs && due.add(entry));
    Comparator<Integer> order = Comparator.comparing(table::get);
    due.sort(order.thenComparing(entry -> table.get(entry).operation()));
    due.forEach(this::settle);
    return !due.isEmpty();
  }

  private void settle(int entry) {
    Sighting seen = table.get(entry);
    if (full(seen.service())) {
      refused++;
      memory.delete(OperationTable.key(seen));
      table.remove(entry);
    } else {
      know(entry);
      write(entry);
    }
  }

  /** Whether a trace owns an operation by a fragment that was on time. */
  boolean hasNew(long traceHigh, long traceLow, long deadlineMs) {
    return table.anyClaim(traceHigh, traceLow, deadlineMs);
  }

  /** Ends the claims of a trace that has been decided. */
  void close(long traceHigh, long traceLow) {
    int entry = table.claimOf(traceHigh, traceLow);
    while (entry >= 0) {
      if (!table.known(entry)) {
        write(entry);
      }
      table.unclaim(entry);
      entry = table.claimOf(traceHigh, traceLow);
    }
  }

  void load(byte[] key, byte[] value) {
    unsettled.add(table.add(OperationTable.read(key, value)));
  }

  /** Tells known from unsettled after the last load; what is known was within the bounds. */
  void loaded(long watermarkMs) {
    unsettled.removeIf(
        entry -> {
          boolean settled = table.get(entry).arrivalMs() <= watermarkMs;
          if (settled) {
            know(entry);
          }
          return settled;
        });
  }

  private int add(Sighting seen) {
    if (full(seen.service()) || unsettled.size() >= UNSETTLED_MAX) {
      refused++;
      return -1;
    }
    int entry = table.add(seen);
    unsettled.add(entry);
    return entry;
  }

  private boolean full(long service) {
    return known >= KNOWN_MAX || knownOfService.getOrDefault(service, 0) >= PER_SERVICE_MAX;
  }

  private void know(int entry) {
    table.setKnown(entry);
    known++;
    knownOfService.merge(table.get(entry).service(), 1, Integer::sum);
  }

  private boolean write(int entry) {
    Sighting seen = table.get(entry);
    memory.put(OperationTable.key(seen), OperationTable.value(seen));
    return true;
  }
}
