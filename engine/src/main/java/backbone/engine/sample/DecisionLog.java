// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Decisions in the order they were made, found by id and forgotten from the old end: pages that are
 * dropped whole, and a slot each. A decision takes its key, 2 bytes and 10 to 20 for the slot.
 */
final class DecisionLog {

  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;

  /** Ids of two longs, kept exactly; or of one, a fingerprint. */
  private final int width;

  private final Slots slots = new Slots();
  private final List<long[]> keys = new ArrayList<>();
  private final List<short[]> fates = new ArrayList<>();
  private long firstPage;
  private long head;
  private long tail;

  DecisionLog(boolean exact) {
    width = exact ? 2 : 1;
  }

  int size() {
    return (int) (tail - head);
  }

  /** Number of the next decision. */
  long tail() {
    return tail;
  }

  /** The fate of a trace, or -1. */
  int find(long traceHigh, long traceLow) {
    long fingerprint = Hashes.ofId(traceHigh, traceLow);
    long hash = hashOf(fingerprint, traceHigh, traceLow);
    for (int at = slots.first(hash); at >= 0; at = slots.next(at, hash)) {
      long number = head + ((slots.place(at) - (int) head) & 0xffff_ffffL);
      int place = (int) number & (PAGE - 1);
      int page = page(number);
      long[] ids = keys.get(page);
      boolean same =
          width == 1
              ? ids[place] == fingerprint
              : ids[2 * place] == traceHigh && ids[2 * place + 1] == traceLow;
      if (same) {
        return fates.get(page)[place] & 0xffff;
      }
    }
    return -1;
  }

  void add(long traceHigh, long traceLow, int fate) {
    add(Hashes.ofId(traceHigh, traceLow), traceHigh, traceLow, fate);
  }

  /** Adds a decision of which only the fingerprint is left. */
  void add(long fingerprint, int fate) {
    add(fingerprint, 0, 0, fate);
  }

  /** Forgets all decisions below a number. */
  void forgetTo(long number) {
    for (; head < number; head++) {
      slots.remove(hashOf(head), (int) head);
    }
    while (!keys.isEmpty() && head >>> PAGE_BITS > firstPage) {
      keys.remove(0);
      fates.remove(0);
      firstPage++;
    }
  }

  private void add(long fingerprint, long traceHigh, long traceLow, int fate) {
    int page = page(tail);
    if (page == keys.size()) {
      keys.add(new long[PAGE * width]);
      fates.add(new short[PAGE]);
    }
    int place = (int) tail & (PAGE - 1);
    long[] ids = keys.get(page);
    if (width == 1) {
      ids[place] = fingerprint;
    } else {
      ids[2 * place] = traceHigh;
      ids[2 * place + 1] = traceLow;
    }
    fates.get(page)[place] = (short) fate;
    slots.put(hashOf(fingerprint, traceHigh, traceLow), (int) tail++);
  }

  private long hashOf(long number) {
    int place = (int) number & (PAGE - 1);
    long[] ids = keys.get(page(number));
    return width == 1 ? hashOf(ids[place], 0, 0) : hashOf(0, ids[2 * place], ids[2 * place + 1]);
  }

  private long hashOf(long fingerprint, long traceHigh, long traceLow) {
    return width == 1 ? Hashes.ofOpen(0, fingerprint) : Hashes.ofOpen(traceHigh, traceLow);
  }

  private int page(long number) {
    return (int) ((number >>> PAGE_BITS) - firstPage);
  }
}
