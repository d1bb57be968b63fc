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
 * items   = emitted + dead items + dropped (by reason) + open     (open is always 0 in this job)
 * </pre>
 *
 * An item is a span, or a physical line by the sender's header, or whatever else a record unrolls
 * to. Of a trimmed record the lines that were read before are items dropped with the reason {@code
 * repeat}.
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

  private static final byte VERSION = 1;
  private static final int NUMBERS = 12;

  long arrivalMs;
  long watermarkMs;

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

  /** Records whose broker time lay behind the watermark and was moved up to it. */
  long late;

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
      long late,
      Map<String, Long> dropped) {

    /** Books in which nothing is. */
    public static final Snapshot NOTHING = new Snapshot(0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    /** Items dropped with a reason. */
    public long dropped(String reason) {
      return dropped.getOrDefault(reason, 0L);
    }

    /** How far the two equations are off, together; 0 unless there is a bug. */
    public long residue() {
      long left = dropped.values().stream().mapToLong(Long::longValue).sum();
      return Math.abs(records - unrolled - deadRecords - refused - repeats)
          + Math.abs(items - emitted - deadItems - left);
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
        late,
        dropped.isEmpty() ? Map.of() : Map.copyOf(dropped));
  }

  /** Version byte, 12 numbers of 8 bytes, then (length, reason, count) per reason. */
  byte[] write() {
    int size = 2 + NUMBERS * Long.BYTES;
    for (String reason : dropped.keySet()) {
      size += 1 + reason.length() + Long.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).putLong(arrivalMs).putLong(watermarkMs).putLong(lastOffset);
    out.putLong(records).putLong(unrolled).putLong(deadRecords).putLong(refused).putLong(repeats);
    out.putLong(items).putLong(emitted).putLong(deadItems).putLong(late);
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
    if (version != VERSION) {
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
    for (int n = in.get(); n > 0; n--) {
      byte[] reason = new byte[in.get()];
      in.get(reason);
      ledger.dropped.put(new String(reason, StandardCharsets.ISO_8859_1), in.getLong());
    }
    return ledger;
  }
}
