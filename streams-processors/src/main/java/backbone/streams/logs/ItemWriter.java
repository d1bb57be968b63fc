// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.Ledger.Fate;
import backbone.streams.raw.RawPartitions;
import java.util.List;

/** Runs the engine over a record, writes what comes out and books it. Of one thread. */
final class ItemWriter {

  private final LogNormalizer normalizer;
  private final Owners owners;
  private final EventWriter writer;
  private final RawPartitions counts;
  private final Unrolled unrolled = new Unrolled();

  ItemWriter(LogNormalizer normalizer, Owners owners, EventWriter writer, RawPartitions counts) {
    this.normalizer = normalizer;
    this.owners = owners;
    this.writer = writer;
    this.counts = counts;
  }

  /** Books a record without a value. */
  Fate empty(Ledger ledger) {
    ledger.received(1);
    dead("empty", "The record has no value.", "", 1, ledger);
    return Fate.DEAD;
  }

  /** Unrolls the runs of one raw record. */
  Fate unroll(List<RawLog> runs, Ledger ledger) {
    boolean any = false;
    boolean alive = false;
    for (RawLog run : runs) {
      normalize(run);
      int lines = run.lineStarts().length;
      ledger.received(lines + Math.max(0, unrolled.items().size() - 1));
      for (Unrolled.Item item : unrolled.items()) {
        any = true;
        own(item, run);
        alive |= write(item, lines, ledger);
        lines = 1;
      }
    }
    if (!any) {
      return Fate.LOST;
    }
    return alive ? Fate.UNROLLED : Fate.DEAD;
  }

  /**
   * The engine is not allowed to throw; a record on which it does anyway must not stop the rest.
   */
  private void normalize(RawLog run) {
    unrolled.clear();
    try {
      normalizer.normalize(run, unrolled);
    } catch (RuntimeException | StackOverflowError e) {
      unrolled.clear();
      unrolled.dead("fault", "The engine failed with " + e.getClass().getName() + ".", "");
    }
  }

  /** Writes one item that stands for a number of lines; false when it is dead. */
  private boolean write(Unrolled.Item item, int lines, Ledger ledger) {
    if (item instanceof Unrolled.Event event) {
      return event(event.event(), lines, ledger);
    } else if (item instanceof Unrolled.Dead dead) {
      dead(dead.faultClass(), dead.reason(), dead.excerpt(), lines, ledger);
      return false;
    } else if (item instanceof Unrolled.Dropped dropped) {
      ledger.dropped(dropped.reason(), lines);
      return true;
    }
    throw new IllegalStateException("bug: unknown item " + item);
  }

  private void own(Unrolled.Item item, RawLog run) {
    if (item instanceof Unrolled.Event event) {
      owners.own(event.event(), run);
    }
  }

  private boolean event(LogEvent event, int lines, Ledger ledger) {
    int bytes = writer.event(event);
    if (bytes > 0) {
      ledger.emitted(lines);
      count(event, bytes);
      return true;
    }
    dead(
        "too-large",
        "The event is larger than a record of the output may be.",
        event.getMessage(),
        lines,
        ledger);
    return false;
  }

  private void count(LogEvent event, int bytes) {
    counts
        .volume()
        .add(event.getServiceName(), event.getEnv(), event.getRegion(), event.getTeam(), bytes);
    counts.parsed().add(event.getParseFormat(), event.getParseStatus());
    List<MaskCount> masks = event.getMaskCounts();
    for (int i = 0; masks != null && i < masks.size(); i++) {
      MaskCount mask = masks.get(i);
      counts.masked().add(event.getServiceName(), mask.getRule(), mask.getCount());
    }
  }

  private void dead(String faultClass, String reason, String excerpt, int lines, Ledger ledger) {
    writer.dead(faultClass, reason, excerpt == null ? "" : excerpt);
    ledger.dead(lines);
  }
}
