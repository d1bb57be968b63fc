// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of one raw partition, since it was first read. Stored with the data's transaction, so
 * they say exactly what the output holds. Two equations hold:
 *
 * <pre>
 * records = unrolled + dead + refused + repeats
 * items   = emitted + dead items + dropped (by reason) + open
 * </pre>
 *
 * An item is a span, or a physical line by the sender's header, or whatever else a record unrolls
 * to. Of a trimmed record the lines that were read before are items dropped with the reason {@code
 * repeat}. Open are lines that are held until the next one tells whether their event goes on; the
 * records that they came in are unrolled.
 *
 * <p>Mutable and of one thread; {@link #snapshot} gives what others may see.
 */
public final class Ledger {

  /** What became of one raw record. */
  public enum Fate {
    UNROLLED,
    DEAD,
    REFUSED,
    REPEAT,
    /** Nothing at all came out: a bug, kept as residue. */
    LOST
  }

  /** Reasons kept apart; the rest is {@code other}. */
  static final int REASONS_MAX = 16;

  private static final int REASON_CHARS_MAX = 64;

  private static final byte VERSION = 2;
  private static final byte VERSION_WITHOUT_OPEN = 1;
  private static final int NUMBERS = 16;

  long arrivalMs;

  /** The last one that was written. */
  long watermarkMs;

  /** Where it would be if nothing were held: no record arrives at or before. */
  long reachedMs;

  /** Offset of the last record read, or -1. */
  long lastOffset = -1;

  long records;
  long unrolled;
  long deadRecords;
  long refused;
  long repeats;
  long items;
  long emitted;
  long deadItems;

  /** Items that are held. */
  long open;

  /** Records whose broker time lay behind the watermark and was moved up to it. */
  long late;

  /** Items that went on with an event of an earlier record. */
  long joined;

  /** Events handed on before their time, as too much was held. */
  long early;

  private final Map<String, Long> dropped = new TreeMap<>();

  /** Immutable copy. */
  public record Snapshot(
      long arrivalMs,
      long lastOffset,
      long records,
      long unrolled,
      long deadRecords,
      long refused,
      long repeats,
      long items,
      long emitted,
      long deadItems,
      long open,
      long late,
      long joined,
      long early,
      Map<String, Long> dropped) {

    /** Books in which nothing is. */
    public static final Snapshot NOTHING = new Ledger().snapshot();

    /** Items dropped with a reason. */
    public long dropped(String reason) {
      return dropped.getOrDefault(reason, 0L);
    }

    /** How far the two equations are off, together; 0 unless there is a bug. */
    public long residue() {
      long left = dropped.values().stream().mapToLong(Long::longValue).sum();
      return Math.abs(records - unrolled - deadRecords - refused - repeats)
          + Math.abs(items - emitted - deadItems - left - open);
    }
  }

  /** Counts items that came in. */
  public void received(long n) {
    items += n;
  }

  /** Counts items that were written. */
  public void emitted(long n) {
    emitted += n;
  }

  /** Counts items that became dead letters. */
  public void dead(long n) {
    deadItems += n;
  }

  /** Counts items that came in and are held. */
  public void held(long n) {
    items += n;
    open += n;
  }

  /** Takes back items that were held; whoever hands them on counts them as received. */
  public void released(long n) {
    items -= n;
    open -= n;
  }

  /** Counts items that went on with an event of an earlier record. */
  public void joined(long n) {
    joined += n;
  }

  /** Counts an event that was handed on before its time. */
  public void early() {
    early++;
  }

  void record(Fate fate) {
    records++;
    switch (fate) {
      case UNROLLED -> unrolled++;
      case DEAD -> deadRecords++;
      case REFUSED -> refused++;
      case REPEAT -> repeats++;
      case LOST -> {}
    }
  }

  /** Counts items left out for a reason; the reasons of a job are a small fixed set. */
  public void dropped(String reason, long n) {
    boolean known = dropped.containsKey(reason) || dropped.size() < REASONS_MAX;
    String key = known && reason.length() <= REASON_CHARS_MAX ? reason : "other";
    dropped.merge(key, n, Long::sum);
  }

  /** Immutable copy. */
  public Snapshot snapshot() {
    return new Snapshot(
        arrivalMs,
        lastOffset,
        records,
        unrolled,
        deadRecords,
        refused,
        repeats,
        items,
        emitted,
        deadItems,
        open,
        late,
        joined,
        early,
        dropped.isEmpty() ? Map.of() : Map.copyOf(dropped));
  }

  /** Version byte, 16 numbers of 8 bytes, then (length, reason, count) per reason. */
  byte[] write() {
    int size = 2 + NUMBERS * Long.BYTES;
    for (String reason : dropped.keySet()) {
      size += 1 + reason.length() + Long.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).putLong(arrivalMs).putLong(watermarkMs).putLong(lastOffset);
    out.putLong(records).putLong(unrolled).putLong(deadRecords).putLong(refused).putLong(repeats);
    out.putLong(items).putLong(emitted).putLong(deadItems).putLong(late);
    out.putLong(reachedMs).putLong(open).putLong(joined).putLong(early);
    out.put((byte) dropped.size());
    dropped.forEach(
        (reason, n) ->
            out.put((byte) reason.length())
                .put(reason.getBytes(StandardCharsets.ISO_8859_1))
                .putLong(n));
    return out.array();
  }

  /**
   * Reads a stored value.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  public static Ledger read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION && version != VERSION_WITHOUT_OPEN) {
      throw new IllegalStateException(
          "store ledger-by-partition holds version " + version + ", this release reads " + VERSION);
    }
    Ledger ledger = new Ledger();
    ledger.arrivalMs = in.getLong();
    ledger.watermarkMs = in.getLong();
    ledger.lastOffset = in.getLong();
    ledger.records = in.getLong();
    ledger.unrolled = in.getLong();
    ledger.deadRecords = in.getLong();
    ledger.refused = in.getLong();
    ledger.repeats = in.getLong();
    ledger.items = in.getLong();
    ledger.emitted = in.getLong();
    ledger.deadItems = in.getLong();
    ledger.late = in.getLong();
    ledger.reachedMs = version == VERSION ? in.getLong() : ledger.watermarkMs;
    if (version == VERSION) {
      ledger.open = in.getLong();
      ledger.joined = in.getLong();
      ledger.early = in.getLong();
    }
    for (int n = in.get(); n > 0; n--) {
      byte[] reason = new byte[in.get()];
      in.get(reason);
      ledger.dropped.put(new String(reason, StandardCharsets.ISO_8859_1), in.getLong());
    }
    return ledger;
  }
}
