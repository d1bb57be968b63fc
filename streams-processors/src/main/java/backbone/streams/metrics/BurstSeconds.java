// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/** Events per second of event time; never changed once made. */
final class BurstSeconds {

  /** Length of a window: five minutes of whole seconds. */
  static final int WINDOW = 300;

  /** A window is shown for so many seconds after its end. */
  static final int SHOWN = 60;

  static final BurstSeconds NONE = new BurstSeconds(0, new long[0]);

  private final long first;
  private final long[] counts;

  /**
   * Takes the counts, which nobody changes any more.
   *
   * @param first second of the first count, since 1970
   */
  BurstSeconds(long first, long[] counts) {
    this.first = first;
    this.counts = counts;
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  /**
   * The window with the most events.
   *
   * @param events in it
   * @param end of it, exclusive, in seconds since 1970
   */
  record Peak(long events, long end) {

    Peak higher(Peak other) {
      return other.events > events ? other : this;
    }
  }

  /**
   * The window with the most events of those that end in the last minute; of equal ones the first.
   *
   * @param now second that is going on, since 1970
   */
  Peak peak(long now) {
    long last = now - SHOWN + 1;
    long events = 0;
    for (long second = last - WINDOW + 1; second <= last; second++) {
      events += at(second);
    }
    Peak peak = new Peak(events, last + 1);
    while (last < now) {
      last++;
      events += at(last) - at(last - WINDOW);
      peak = peak.higher(new Peak(events, last + 1));
    }
    return peak;
  }

  private long at(long second) {
    long index = second - first;
    return index >= 0 && index < counts.length ? counts[(int) index] : 0;
  }
}
