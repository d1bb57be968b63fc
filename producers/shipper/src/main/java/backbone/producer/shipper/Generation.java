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
  private final Guard guard = new Guard();
  private final Pending pending;
  private long acked;
  private Mark ackedMark = Mark.NONE;

  private Generation(EventScanner scanner, int number, long acked, List<Long> breaks) {
    this.scanner = scanner;
    this.number = number;
    this.acked = acked;
    this.pending = new Pending(scanner, acked, breaks);
  }

  static Generation first(EventScanner scanner) {
    return new Generation(scanner, 0, 0, List.of());
  }

  /** The one that a run before has left. */
  static Generation resume(SavedFile saved, EventScanner scanner, FileChannel channel)
      throws IOException {
    Generation resumed = new Generation(scanner, saved.generation(), saved.acked(), saved.breaks());
    resumed.ackedMark = saved.tail();
    resumed.guard.learn(channel, saved.acked());
    return resumed;
  }

  /** The one that begins at 0 after a truncation. */
  Generation next() {
    return new Generation(scanner, number + 1, 0, List.of());
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
    return pending.readTo();
  }

  /** Reads once; null when the file is no longer the one that was read so far. */
  List<Event> read(FileChannel channel, byte[] buffer) throws IOException {
    int kept = pending.fill(buffer);
    long readTo = pending.readTo();
    int room = Math.min(READ_BYTES_MAX, buffer.length - kept);
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
    if (ackedMark.end() != acked && guard.holds(channel, pending.readTo())) {
      ackedMark = Mark.before(channel, acked);
    }
  }

  /** Whether a file holds all that was read. */
  boolean isIn(FileChannel channel) throws IOException {
    return channel.size() >= pending.readTo() && guard.holds(channel, pending.readTo());
  }

  /** Whether a file begins with the same bytes, as far as both are known. */
  boolean beginsAlike(FileChannel other, int atLeast) throws IOException {
    return guard.beginsAlike(other, atLeast);
  }
}
