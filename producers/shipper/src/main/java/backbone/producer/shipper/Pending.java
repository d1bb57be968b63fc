// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of a file that are read but are no events yet: the last event and the last line. */
final class Pending {

  private static final byte[] NOTHING = {};

  private final EventScanner scanner;
  private final List<Long> breaks;

  /** Bytes from {@code position} on; of a line that is over the limit its beginning only. */
  private byte[] carry = NOTHING;

  private boolean longLine;
  private long position;
  private long readTo;

  /**
   * @param from offset of the first byte to be read
   * @param breaks offsets at which a line ends without a line end
   */
  Pending(EventScanner scanner, long from, List<Long> breaks) {
    this.scanner = scanner;
    this.position = from;
    this.readTo = from;
    this.breaks = new ArrayList<>(breaks);
  }

  boolean isEmpty() {
    return position == readTo;
  }

  long readTo() {
    return readTo;
  }

  List<Long> breaks() {
    return List.copyOf(breaks);
  }

  /** Breaks before an acknowledged offset are of no use. */
  void acknowledged(long offset) {
    breaks.removeIf(b -> b <= offset);
  }

  /** Puts a break before the first byte; true if there was none. */
  boolean breakBeginning() {
    boolean none = !breaks.contains(0L);
    if (none) {
      breaks.add(0, 0L);
    }
    return none;
  }

  /** Ends the open line here, should it have no line end, or be a part; true if so. */
  boolean breakLine() {
    boolean open = longLine || (carry.length > 0 && carry[carry.length - 1] != '\n');
    if (open || isFragile(carry.length)) {
      breaks.add(readTo);
      return true;
    }
    return false;
  }

  /** Ends the open event behind its last whole line, should it not be made so again; true if so. */
  boolean breakEvent() {
    int end = carry.length;
    while (end > 0 && carry[end - 1] != '\n') {
      end--;
    }
    if (longLine || !isFragile(end) || scanner.hasPart()) {
      return false;
    }
    breaks.add(position + end);
    return true;
  }

  private boolean isFragile(int length) {
    return length > 0
        && scanner.isFragile(new Chunk(carry, length, position, breakOffsets()))
        && !breaks.contains(position + length);
  }

  /** Copies what goes before new bytes into a buffer; returns where those go. */
  int fill(byte[] buffer) {
    int kept = longLine ? 0 : carry.length;
    System.arraycopy(carry, 0, buffer, 0, kept);
    return kept;
  }

  /**
   * Takes new bytes in.
   *
   * @param buffer as {@link #fill} left it, the new bytes behind
   * @param count how many are new
   * @return how many were taken; the others are to be read again
   */
  int read(byte[] buffer, int count, List<Event> out) {
    if (longLine) {
      return readLongLine(buffer, count, out);
    }
    int length = carry.length + count;
    readTo += count;
    int used = scanner.scan(new Chunk(buffer, length, position, breakOffsets()), End.OPEN, out);
    carry = Arrays.copyOfRange(buffer, used, length);
    position += used;
    beginLongLine();
    return count;
  }

  /** The whole lines that wait; none when the last one has no end yet. */
  byte[] openLines() {
    boolean whole = !longLine && carry.length > 0 && carry[carry.length - 1] == '\n';
    return whole ? carry : NOTHING;
  }

  /**
   * Where the events end that begin in the first of these bytes, of which the others might follow;
   * -1 when that cannot be told yet. Such an end is never before the first ones'.
   */
  int endOfEvents(byte[] bytes, int first, int length, End patience) {
    List<Event> events = new ArrayList<>();
    scanner.scan(new Chunk(bytes, length, 0, new long[0]), patience, events);
    for (Event event : events) {
      if (event.safe() >= first) {
        return (int) event.safe();
      }
    }
    return -1;
  }

  /** Adds lines of another file, as if they stood here, and makes events of all that waits. */
  void borrow(byte[] lines, List<Event> out) {
    int own = carry.length;
    carry = Arrays.copyOf(carry, own + lines.length);
    System.arraycopy(lines, 0, carry, own, lines.length);
    readTo += lines.length;
    flush(End.ALL_OVER, out);
  }

  /** Makes events of what waits. */
  void flush(End end, List<Event> out) {
    if (longLine) {
      if (end == End.ALL_OVER) {
        finishLongLine(out);
      }
      return;
    }
    int used = scanner.scan(new Chunk(carry, carry.length, position, breakOffsets()), end, out);
    carry = Arrays.copyOfRange(carry, used, carry.length);
    position += used;
  }

  private void beginLongLine() {
    int max = scanner.bytesMax();
    if (carry.length > max) {
      Chunk rest = new Chunk(carry, carry.length, position, breakOffsets());
      longLine = rest.lineFeed(0, carry.length) < 0;
      carry = longLine ? Arrays.copyOf(carry, max + 1) : carry;
    }
  }

  private int readLongLine(byte[] buffer, int count, List<Event> out) {
    Chunk more = new Chunk(buffer, count, readTo, breakOffsets());
    int limit = more.nextBreak(0);
    int feed = more.lineFeed(0, limit);
    boolean over = feed >= 0 || more.isBreak(limit);
    int used = feed >= 0 ? feed + 1 : limit;
    readTo += used;
    if (over) {
      finishLongLine(out);
    }
    return used;
  }

  private void finishLongLine(List<Event> out) {
    List<Event> one = new ArrayList<>();
    scanner.scan(new Chunk(carry, carry.length, position, new long[0]), End.ALL_OVER, one);
    Event head = one.get(0);
    out.add(new Event(head.value(), position, readTo, readTo, head.lineStarts(), true));
    longLine = false;
    carry = NOTHING;
    position = readTo;
  }

  private long[] breakOffsets() {
    return breaks.stream().mapToLong(Long::longValue).toArray();
  }
}
