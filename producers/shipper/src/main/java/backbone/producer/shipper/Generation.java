// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** What a file holds from one truncation to the next: how far it is read and acknowledged. */
final class Generation {

  /** The most that is read at once. */
  static final int READ_BYTES_MAX = 256 << 10;

  private final EventScanner scanner;
  private final int number;
  private final Guard guard;
  private final Pending pending;
  private long acked;
  private Mark ackedMark = Mark.NONE;

  /** Bytes that another file has lent. */
  private int borrowed;

  private Generation(EventScanner scanner, int number, Guard guard, long acked, List<Long> breaks) {
    this.scanner = scanner;
    this.number = number;
    this.guard = guard;
    this.acked = acked;
    this.pending = new Pending(scanner, acked, breaks);
  }

  static Generation first(EventScanner scanner) {
    return new Generation(scanner, 0, new Guard(), 0, List.of());
  }

  /** The one that a run before has left. */
  static Generation resume(SavedFile saved, EventScanner scanner, FileChannel channel)
      throws IOException {
    Generation resumed =
        new Generation(scanner, saved.generation(), new Guard(), saved.acked(), saved.breaks());
    resumed.ackedMark = saved.tail();
    resumed.guard.learn(channel, saved.acked());
    if (!saved.head().holds(channel) || !saved.tail().holds(channel)) {
      throw new IOException("It was emptied while it was looked at; looks again.");
    }
    return resumed;
  }

  /** The one that begins at 0 after a truncation. */
  Generation next() {
    return new Generation(scanner, number + 1, new Guard(), 0, List.of());
  }

  /**
   * This one, of which nothing is read yet, from behind its first bytes on. They are taken as they
   * were read, since the file may be another one's by now.
   */
  Generation behind(byte[] first) {
    Generation later = new Generation(scanner, number, new Guard(), first.length, breaks());
    later.guard.read(first, 0, first.length, 0);
    return later;
  }

  /** The same bytes when all of them are acknowledged, under a number of their own or not. */
  Generation sealed(int numberThen) {
    return new Generation(scanner, numberThen, guard, readTo(), List.of());
  }

  /** The rest of a generation whose file is gone: what another file has lent it. */
  static Generation orphan(SavedFile saved, EventScanner scanner) {
    long at = saved.loan().at();
    return new Generation(scanner, saved.generation(), new Guard(), at, List.of());
  }

  int number() {
    return number;
  }

  /** Whether not even its first bytes are known. */
  boolean isUnknown() {
    return guard.knowsNothing();
  }

  /** Takes in its first bytes, of which none are read yet. */
  void begin(FileChannel channel) throws IOException {
    guard.learn(channel, 0);
  }

  long readTo() {
    return pending.readTo() - borrowed;
  }

  /** Takes lines of another file to the end of what was read; the events of all that waits. */
  List<Event> borrow(byte[] lines) {
    List<Event> events = new ArrayList<>();
    borrowed += lines.length;
    pending.borrow(lines, events);
    return events;
  }

  boolean hasBorrowed() {
    return borrowed > 0;
  }

  /** The whole lines that wait for more; none when the last one has no end yet. */
  byte[] openLines() {
    return pending.openLines();
  }

  /** See {@link Pending#endOfEvents}. */
  int endOfEvents(byte[] bytes, int first, int length, End patience) {
    return pending.endOfEvents(bytes, first, length, patience);
  }

  /** Reads once, up to an offset; null when the file is no longer the one that was read so far. */
  List<Event> read(FileChannel channel, byte[] buffer, long until) throws IOException {
    int kept = pending.fill(buffer);
    long readTo = pending.readTo();
    int most = Math.min(READ_BYTES_MAX, buffer.length - kept);
    int room = (int) Math.min(most, until - readTo);
    int count = channel.read(ByteBuffer.wrap(buffer, kept, room), readTo);
    if (count <= 0 || !guard.holds(channel, readTo)) {
      return null;
    }
    List<Event> events = new ArrayList<>();
    int used = pending.read(buffer, count, events);
    guard.read(buffer, kept, kept + used, readTo);
    return events;
  }

  /** Whether bytes are read that are in no event yet. */
  boolean hasPending() {
    return !pending.isEmpty();
  }

  /**
   * Ends at 0 what may go on from the file before; whether that must be remembered. The same
   * question after a crash could have another answer, when the file has grown, and bytes that were
   * sent already would be lent.
   */
  boolean keepBeginning() {
    return acked == 0 && pending.breakBeginning();
  }

  /** Whether none of its first bytes may be lent any more. */
  boolean keepsBeginning() {
    return acked > 0 || pending.breaks().contains(0L);
  }

  /** Ends the open line where it is read to; whether there was one. */
  boolean breakLine() {
    return pending.breakLine();
  }

  /** Ends the open event; whether that must be remembered. */
  boolean breakEvent() {
    return pending.breakEvent();
  }

  /** The events of what waits for more. */
  List<Event> flush(End end) {
    List<Event> events = new ArrayList<>();
    pending.flush(end, events);
    return events;
  }

  long acked() {
    return acked;
  }

  void acknowledged(long end) {
    acked = end;
    pending.acknowledged(end);
  }

  List<Long> breaks() {
    return pending.breaks();
  }

  Mark headMark() {
    return guard.headMark();
  }

  /** Fingerprint before an acknowledged offset, as it was last taken. */
  Mark ackedMark() {
    return ackedMark;
  }

  /** Takes the fingerprint anew if more is acknowledged and the file still holds it. */
  void refreshAckedMark(FileChannel channel) throws IOException {
    if (ackedMark.end() != acked && guard.holds(channel, readTo())) {
      ackedMark = Mark.before(channel, acked);
    }
  }

  /** Whether a file holds all that was read. */
  boolean isIn(FileChannel channel) throws IOException {
    return channel.size() >= readTo() && guard.holds(channel, readTo());
  }

  /** Whether a file begins with the same bytes, as far as both are known. */
  boolean beginsAlike(FileChannel other, int atLeast) throws IOException {
    return guard.beginsAlike(other, atLeast);
  }
}
