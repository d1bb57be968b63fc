// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Finds pairs of files that rotation has made, and sees to it that no event ends between them. */
final class Handovers {

  private final List<Handover> open = new ArrayList<>();

  /**
   * Pairs files that nothing was read of with those from which they took over.
   *
   * @return how many
   */
  int pair(List<Tail> news, Collection<Tail> all) throws IOException {
    int before = open.size();
    for (Tail younger : news) {
      Tail older = null;
      for (Tail tail : all) {
        boolean newer = older == null || tail.idOrNone().compareTo(older.idOrNone()) > 0;
        older = newer && tail.hasIdentity() && isOlder(tail, younger) ? tail : older;
      }
      if (older != null && !isAnyBetween(older, younger, all)) {
        open.add(new Handover(older, younger));
      }
    }
    return open.size() - before;
  }

  /** Looks at all pairs once. */
  void settle(Turn turn, Watch watch) {
    for (Iterator<Handover> i = open.iterator(); i.hasNext(); ) {
      Handover handover = i.next();
      try {
        if (handover.settle(turn)) {
          i.remove();
        }
      } catch (IOException e) {
        watch.fileFault(handover.younger().place().path().toString(), e);
        handover.giveUp();
        i.remove();
      }
    }
  }

  /** Whether a file must not be read yet. */
  boolean isWaiting(Tail younger) {
    for (Handover handover : open) {
      if (handover.younger() == younger) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a file came between the two that was first seen when it was rotated already, as after
   * two rotations at a time. Which of all these took over from which nobody can tell.
   */
  private static boolean isAnyBetween(Tail older, Tail younger, Collection<Tail> all) {
    Path name = younger.source().path();
    for (Tail tail : all) {
      Path other = tail.source().path();
      boolean rotated =
          !other.equals(name)
              && other.getFileName().toString().startsWith(name.getFileName().toString())
              && Objects.equals(other.getParent(), name.getParent());
      if (rotated && (!tail.hasIdentity() || tail.id().compareTo(older.id()) > 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOlder(Tail tail, Tail younger) {
    if (tail == younger) {
      return false;
    }
    if (tail.isRetired()) {
      return younger.hasIdentity()
          && tail.id().equals(younger.id())
          && tail.generation().number() + 1 == younger.generation().number();
    }
    return younger.generation().number() == 0
        && tail.source().path().equals(younger.source().path())
        && tail.idOrNone().compareTo(younger.hasIdentity() ? younger.id() : "~") < 0;
  }
}
