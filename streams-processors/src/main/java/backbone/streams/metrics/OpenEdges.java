// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sides of requests whose other side has not come yet. Both are of one trace, and so of one
 * partition and task. What meets its other side before the next commit never goes to the store.
 */
final class OpenEdges {

  /** How long a side waits for the other, in arrival time. */
  static final long WAIT_MS = 15_000;

  /** Sides of one task; each takes at most a kilobyte, mostly a fifth of that. */
  static final int OPEN_MAX = 50_000;

  /** What becomes of a side. */
  interface Out {

    void paired(EdgeHalf caller, EdgeHalf called);

    /**
     * Nothing came.
     *
     * @param reason {@code expired}, or {@code full} when it could not wait
     */
    void alone(EdgeHalf half, String reason);
  }

  private final Kept kept;
  private final int openMax;
  private final Out out;
  private final Packer packer = new Packer();
  private final Map<EdgeHalf.Of, EdgeHalf> open = new LinkedHashMap<>();
  private final Set<EdgeHalf.Of> stored = new HashSet<>();
  private final Set<EdgeHalf.Of> unsaved = new HashSet<>();
  private final List<EdgeHalf.Of> gone = new ArrayList<>();

  OpenEdges(Kept kept, int openMax, Out out) {
    this.kept = kept;
    this.openMax = openMax;
    this.out = out;
    List<EdgeHalf> all = new ArrayList<>();
    kept.forEach((key, value) -> all.add(EdgeHalf.read(key, value)));
    all.sort(Comparator.comparingLong(EdgeHalf::sinceMs));
    for (EdgeHalf half : all) {
      open.put(half.of(), half);
      stored.add(half.of());
    }
  }

  int size() {
    return open.size();
  }

  /** Takes a side; one that is there already is a repeat. */
  void take(EdgeHalf half) {
    EdgeHalf other = open.get(half.of());
    if (other == null) {
      makeRoom();
      open.put(half.of(), half);
      unsaved.add(half.of());
    } else if (other.caller() != half.caller()) {
      open.remove(half.of());
      forget(half.of());
      out.paired(half.caller() ? half : other, half.caller() ? other : half);
    }
  }

  private void makeRoom() {
    Iterator<EdgeHalf> oldest = open.values().iterator();
    while (open.size() >= openMax) {
      end(oldest, oldest.next(), "full");
    }
  }

  /** Ends the waiting of those that have waited long enough. */
  void expire(long nowMs) {
    Iterator<EdgeHalf> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      EdgeHalf half = oldest.next();
      if (nowMs - half.sinceMs() <= WAIT_MS) {
        return;
      }
      end(oldest, half, "expired");
    }
  }

  private void end(Iterator<EdgeHalf> at, EdgeHalf half, String reason) {
    at.remove();
    forget(half.of());
    out.alone(half, reason);
  }

  private void forget(EdgeHalf.Of of) {
    unsaved.remove(of);
    if (stored.remove(of)) {
      gone.add(of);
    }
  }

  /** Puts into the store what has changed since the last call; before every commit. */
  void save() {
    gone.forEach(of -> kept.delete(of.write(packer)));
    gone.clear();
    for (EdgeHalf.Of of : unsaved) {
      kept.put(of.write(packer), open.get(of).write(packer));
      stored.add(of);
    }
    unsaved.clear();
  }
}
