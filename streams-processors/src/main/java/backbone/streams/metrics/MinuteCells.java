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
 * The first stage's counts. They are cumulative within a cell, so that sending one twice does no
 * harm, and what has changed is put into the store before every commit, so that they are exact with
 * the offsets that are committed. After a start every cell is sent once, whatever was sent before.
 */
final class MinuteCells {

  /** Cells of one task; at the bound those that were idle longest are sent and removed. */
  static final int CELLS_MAX = 50_000;

  /** A cell that no record touched for so long is removed; in watermark time. */
  static final long IDLE_MS = 120_000;

  private static final int SPARE_PART = 50;

  /** Takes cells; the last value of one that is removed is marked. */
  @FunctionalInterface
  interface Out {
    void send(Cell cell, boolean last);
  }

  private final Kept kept;
  private final int cellsMax;
  private final Packer packer = new Packer();
  private final Map<Cell.Key, Cell> cells = new LinkedHashMap<>(1_024, 0.75f, true);
  private final List<Cell> changed = new ArrayList<>();
  private final List<Cell> unsaved = new ArrayList<>();
  private List<Cell> dirty = new ArrayList<>();

  MinuteCells(Kept kept, int cellsMax) {
    this.kept = kept;
    this.cellsMax = cellsMax;
    List<Cell> stored = new ArrayList<>();
    kept.forEach((key, value) -> stored.add(Cell.read(key, value)));
    stored.sort(Comparator.comparingLong(Cell::touchedMs));
    for (Cell cell : stored) {
      cells.put(cell.key(), cell);
      cell.dirty(true);
      dirty.add(cell);
    }
  }

  int size() {
    return cells.size();
  }

  /**
   * The count of a series in a minute, to be observed into before {@link #keep}.
   *
   * @param offset of the record that is being read
   */
  Tally tally(Series series, long minuteMs, long offset) {
    Cell.Key key = new Cell.Key(series, minuteMs);
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = new Cell(key, key.write(packer), offset, Tally.zero(series.family()));
      cells.put(key, cell);
    }
    if (!cell.changed(true)) {
      changed.add(cell);
    }
    return cell.tally();
  }

  /** Ends a record: what it changed is to be saved and sent. */
  void keep(long nowMs) {
    for (Cell cell : changed) {
      cell.changed(false);
      cell.touch(nowMs);
      if (!cell.unsaved(true)) {
        unsaved.add(cell);
      }
      if (!cell.dirty(true)) {
        dirty.add(cell);
      }
    }
    changed.clear();
  }

  /** Puts into the store what has changed since the last call; before every commit. */
  void save() {
    for (Cell cell : unsaved) {
      if (cell.unsaved(false)) {
        kept.put(cell.keyBytes(), cell.write(packer));
      }
    }
    unsaved.clear();
  }

  /** Sends what has changed since the last call, and removes what has been idle. */
  void send(long nowMs, Out out) {
    List<Cell> sent = dirty;
    dirty = new ArrayList<>();
    for (Cell cell : sent) {
      if (cell.dirty(false)) {
        out.send(cell, false);
      }
    }
    Iterator<Cell> oldest = cells.values().iterator();
    while (oldest.hasNext()) {
      Cell cell = oldest.next();
      if (nowMs - cell.touchedMs() < IDLE_MS) {
        return;
      }
      remove(cell, oldest, out);
    }
  }

  /**
   * Removes the oldest when the bound is reached, and with them some more, so that it is not
   * reached with every record; true when there were any. Only between records: a cell that is
   * removed and made again within one record would have the generation that it had before.
   */
  boolean makeRoom(Out out) {
    boolean full = cells.size() >= cellsMax;
    Iterator<Cell> oldest = cells.values().iterator();
    while (full && cells.size() >= Math.max(1, cellsMax - cellsMax / SPARE_PART)) {
      remove(oldest.next(), oldest, out);
    }
    return full;
  }

  private void remove(Cell cell, Iterator<Cell> at, Out out) {
    at.remove();
    kept.delete(cell.keyBytes());
    cell.dirty(false);
    cell.unsaved(false);
    out.send(cell, true);
  }
}
