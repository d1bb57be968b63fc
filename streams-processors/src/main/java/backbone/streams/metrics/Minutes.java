// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each series counted in each event minute, as history. A minute that has been idle is
 * forgotten; what comes later for it begins another part, and the parts of a minute add up.
 */
final class Minutes {

  /** Minutes of one task; at the bound those that were idle longest are written and forgotten. */
  static final int MINUTES_MAX = 100_000;

  /** In watermark time, and longer than a cell lasts. */
  static final long IDLE_MS = 5 * MinuteCells.IDLE_MS;

  private static final int VERSION = 1;

  /** One part of one minute of one series; of one thread. */
  static final class Minute {

    private final Cell.Key key;
    private final byte[] keyBytes;
    private final long begunOffset;
    private final Tally tally;
    private long revision;
    private long touchedMs;
    private boolean dirty;

    private Minute(Cell.Key key, byte[] keyBytes, long begunOffset, Tally tally) {
      this.key = key;
      this.keyBytes = keyBytes;
      this.begunOffset = begunOffset;
      this.tally = tally;
    }

    Series series() {
      return key.series();
    }

    long startMs() {
      return key.minuteMs();
    }

    /** Offset of the record that began the part, in the partition that this task reads. */
    long begunOffset() {
      return begunOffset;
    }

    long revision() {
      return revision;
    }

    Tally tally() {
      return tally;
    }
  }

  /** Writes minutes. */
  @FunctionalInterface
  interface Out {
    void write(Minute minute);
  }

  private final Kept kept;
  private final int minutesMax;
  private final Out out;
  private final Packer packer = new Packer();
  private final Map<Cell.Key, Minute> minutes = new LinkedHashMap<>(256, 0.75f, true);
  private List<Minute> dirty = new ArrayList<>();

  Minutes(Kept kept, int minutesMax, Out out) {
    this.kept = kept;
    this.minutesMax = minutesMax;
    this.out = out;
    List<Minute> stored = new ArrayList<>();
    kept.forEach((key, value) -> stored.add(read(key, value)));
    stored.sort(Comparator.comparingLong(minute -> minute.touchedMs));
    for (Minute minute : stored) {
      minutes.put(minute.key, minute);
      if (minute.dirty) {
        dirty.add(minute);
      }
    }
  }

  int size() {
    return minutes.size();
  }

  /**
   * Adds to a minute.
   *
   * @param offset of the record that brings it
   */
  void add(Cell.Key key, Tally more, long offset, long nowMs) {
    Minute minute = minutes.get(key);
    if (minute == null) {
      minute = new Minute(key, key.write(packer), offset, Tally.zero(key.series().family()));
      minutes.put(key, minute);
    }
    minute.tally.add(more);
    minute.touchedMs = nowMs;
    if (!minute.dirty) {
      minute.dirty = true;
      dirty.add(minute);
    }
    keep(minute);
  }

  /** Writes what has changed since the last call, and forgets what has been idle. */
  void write(long nowMs) {
    List<Minute> changed = dirty;
    dirty = new ArrayList<>();
    for (Minute minute : changed) {
      if (minute.dirty) {
        write(minute);
        keep(minute);
      }
    }
    Iterator<Minute> oldest = minutes.values().iterator();
    while (oldest.hasNext()) {
      Minute minute = oldest.next();
      if (nowMs - minute.touchedMs < IDLE_MS) {
        return;
      }
      forget(minute, oldest);
    }
  }

  /** Forgets the oldest down to the bound; only between records, or a part could come twice. */
  void makeRoom() {
    Iterator<Minute> oldest = minutes.values().iterator();
    while (minutes.size() >= minutesMax) {
      forget(oldest.next(), oldest);
    }
  }

  private void forget(Minute minute, Iterator<Minute> at) {
    at.remove();
    kept.delete(minute.keyBytes);
    if (minute.dirty) {
      write(minute);
    }
  }

  private void write(Minute minute) {
    minute.dirty = false;
    minute.revision++;
    out.write(minute);
  }

  private void keep(Minute minute) {
    packer.clear().number(VERSION).number(minute.begunOffset).number(minute.revision);
    minute.tally.write(packer.number(minute.touchedMs).number(minute.dirty ? 1 : 0));
    kept.put(minute.keyBytes, packer.toBytes());
  }

  private static Minute read(byte[] keyBytes, byte[] value) {
    Unpacker from = new Unpacker(value).version("store " + Stage.MINUTES_STORE, VERSION);
    long begunOffset = from.number();
    long revision = from.number();
    long touchedMs = from.number();
    boolean dirty = from.number() == 1;
    Minute minute = new Minute(Cell.Key.read(keyBytes), keyBytes, begunOffset, Tally.read(from));
    minute.revision = revision;
    minute.touchedMs = touchedMs;
    minute.dirty = dirty;
    return minute;
  }
}
