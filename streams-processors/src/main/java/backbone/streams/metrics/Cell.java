// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * One series in one event minute as one input partition has counted it. The count goes on growing
 * until the cell is removed; what comes later begins a cell with a larger generation.
 */
final class Cell {

  private static final int VERSION = 1;

  /** What a cell counts. */
  record Key(Series series, long minuteMs) {

    byte[] write(Packer with) {
      with.clear().number(minuteMs);
      series.write(with);
      return with.toBytes();
    }

    static Key read(byte[] bytes) {
      Unpacker from = new Unpacker(bytes);
      long minuteMs = from.number();
      return new Key(Series.read(from), minuteMs);
    }
  }

  private final Key key;
  private final byte[] keyBytes;
  private final long generation;
  private final Tally tally;
  private long touchedMs;
  private boolean changed;
  private boolean unsaved;
  private boolean dirty;

  Cell(Key key, byte[] keyBytes, long generation, Tally tally) {
    this.key = key;
    this.keyBytes = keyBytes;
    this.generation = generation;
    this.tally = tally;
  }

  Key key() {
    return key;
  }

  byte[] keyBytes() {
    return keyBytes;
  }

  /** Offset of the record that the cell was made for, in the topic that the series comes from. */
  long generation() {
    return generation;
  }

  Tally tally() {
    return tally;
  }

  /** Watermark at its last record. */
  long touchedMs() {
    return touchedMs;
  }

  void touch(long nowMs) {
    touchedMs = nowMs;
  }

  /** Whether the record that is being read has changed it; gives the answer before. */
  boolean changed(boolean now) {
    boolean before = changed;
    changed = now;
    return before;
  }

  /** Whether the store does not know its value yet; gives the answer before. */
  boolean unsaved(boolean now) {
    boolean before = unsaved;
    unsaved = now;
    return before;
  }

  /** Whether its value has not been sent yet; gives the answer before. */
  boolean dirty(boolean now) {
    boolean before = dirty;
    dirty = now;
    return before;
  }

  byte[] write(Packer with) {
    tally.write(with.clear().number(VERSION).number(generation).number(touchedMs));
    return with.toBytes();
  }

  static Cell read(byte[] keyBytes, byte[] value) {
    Unpacker from = new Unpacker(value).version("store " + Stage.CELLS_STORE, VERSION);
    long generation = from.number();
    long touchedMs = from.number();
    Cell cell = new Cell(Key.read(keyBytes), keyBytes, generation, Tally.read(from));
    cell.touchedMs = touchedMs;
    return cell;
  }
}
