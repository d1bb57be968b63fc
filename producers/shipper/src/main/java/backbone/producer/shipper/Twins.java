// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files that are, so far, the same as a followed one. A copy that copytruncate makes is one until
 * its original is emptied, moments after the copy is complete; what stays a twin for longer is a
 * file of its own and must not be left out.
 */
final class Twins {

  /** A copy that has not grown for so long is complete, and its original was kept. */
  static final long STILL_MS = 10_000;

  /** A file that its writer fills with the lines of another one is not left out for longer. */
  static final long WAIT_MS = 60_000;

  private record Seen(long size, long sizeSinceMs, long sinceMs) {}

  private final Map<FileKey, Seen> seen = new HashMap<>();

  /** Whether a twin may still turn out to be a copy. */
  boolean waits(Place place, long nowMs) throws IOException {
    long size = place.channel().size();
    Seen before = seen.get(place.key());
    Seen now = before == null ? new Seen(size, nowMs, nowMs) : before;
    if (size != now.size()) {
      now = new Seen(size, nowMs, now.sinceMs());
    }
    seen.put(place.key(), now);
    return nowMs - now.sizeSinceMs() < STILL_MS && nowMs - now.sinceMs() < WAIT_MS;
  }

  /** Forgets all but these files. */
  void retain(Set<FileKey> found) {
    seen.keySet().retainAll(found);
  }
}
