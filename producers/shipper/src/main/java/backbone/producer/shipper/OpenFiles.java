// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.util.Collection;

/** Keeps the number of open files within its bound: quiet ones make room for others. */
final class OpenFiles {

  private OpenFiles() {}

  static int count(Collection<Tail> tails) {
    int open = 0;
    for (Tail tail : tails) {
      open += tail.place().isOpen() ? 1 : 0;
    }
    return open;
  }

  /** Whether one more may be opened, if need be in place of the one that is quiet for longest. */
  static boolean makeRoom(Collection<Tail> tails, int max, long nowMs) throws IOException {
    if (count(tails) < max) {
      return true;
    }
    Tail quietest = null;
    for (Tail tail : tails) {
      if (tail.place().isOpen()) {
        boolean quieter = quietest == null || tail.quietMs(nowMs) > quietest.quietMs(nowMs);
        quietest = quieter && tail.isDrained() ? tail : quietest;
      }
    }
    if (quietest == null) {
      return false;
    }
    quietest.handle().park();
    return true;
  }
}
