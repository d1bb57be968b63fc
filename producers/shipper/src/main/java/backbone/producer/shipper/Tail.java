// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One generation of one file that is being followed, by its open handle, whatever its name. */
final class Tail {

  /** What became of a turn. */
  enum Outcome {
    IDLE,
    MORE,
    REFUSED,
    TRUNCATED
  }

  private static final int READ_BYTES = 256 << 10;

  /**
   * What a file belongs to.
   *
   * @param path where it was first seen
   * @param input its owner
   * @param scanner makes its events
   */
  record Source(Path path, Input input, EventScanner scanner) {}

  private final Source source;
  private FileKey key;
  private Path at;
  private FileChannel channel;

  private String id;
  private Envelope envelope;
  private int generation;
  private long acked;
  private Mark tailMark = Mark.NONE;
  private boolean retired;

  /** A copy that has changed under our hands: nothing more can be had from it. */
  private boolean abandoned;

  /** Whether the state file does not know yet what a reader must be able to rely on. */
  private boolean unsaved;

  private Outbox outbox = new Outbox();
  private final Guard guard = new Guard();
  private Pending pending;

  private long grownAtMs;
  private long seenAtMs;

  private Tail(Source source, Place place, long nowMs) {
    this.source = source;
    this.pending = new Pending(source.scanner(), 0, List.of());
    this.key = place.key();
    this.at = place.path();
    this.channel = place.channel();
    this.grownAtMs = nowMs;
    this.seenAtMs = nowMs;
  }

  /** A file that was never seen; it gets its identity with its first byte. */
  static Tail fresh(Input input, EventScanner scanner, Place place, long nowMs) {
    return new Tail(new Source(place.path(), input, scanner), place, nowMs);
  }

  /** A file whose bytes up to the last acknowledgement are in Kafka. */
  static Tail resume(SavedFile saved, Source source, Place place, Envelope.Home home)
      throws IOException {
    Tail tail = new Tail(source, place, Long.MIN_VALUE / 2);
    tail.generation = saved.generation();
    tail.acked = saved.acked();
    tail.pending = new Pending(source.scanner(), saved.acked(), saved.breaks());
    tail.tailMark = saved.tail();
    tail.retired = saved.retired();
    tail.guard.learn(place.channel(), saved.acked());
    tail.identify(saved.id(), home);
    return tail;
  }

  /** Gives a file with its first bytes its identity. */
  void mint(String fileId, Envelope.Home home) throws IOException {
    guard.learn(channel, 0);
    identify(fileId, home);
  }

  private void identify(String fileId, Envelope.Home home) {
    id = fileId;
    envelope = new Envelope(home, id, source.path().toString(), source.input());
    unsaved = true;
  }

  /** Ships what is new. */
  Outcome pump(Turn turn, boolean mayRead) throws IOException {
    if (unsaved || id == null) {
      return Outcome.IDLE;
    }
    if (!outbox.offer(turn.sink(), turn.epoch(), turn.nowMs())) {
      return Outcome.REFUSED;
    }
    if (!mayRead || !outbox.hasRoom() || channel == null) {
      return Outcome.IDLE;
    }
    return read(turn);
  }

  /** Takes in what the broker has acknowledged. */
  void settle(long nowMs) {
    long end = outbox.settle(generation, nowMs);
    if (end >= 0) {
      acked = end;
      pending.acknowledged(acked);
    }
  }

  private Outcome read(Turn turn) throws IOException {
    long size = channel.size();
    long readTo = pending.readTo();
    if (size > 0 && guard.knowsNothing()) {
      guard.learn(channel, 0);
      unsaved = true;
      return Outcome.MORE;
    }
    if (size == readTo || abandoned) {
      quiet(turn);
    } else if (size < readTo || !grow(turn)) {
      if (!retired) {
        return Outcome.TRUNCATED;
      }
      abandoned = true;
      quiet(turn);
    }
    if (unsaved) {
      return Outcome.MORE;
    }
    if (!outbox.offer(turn.sink(), turn.epoch(), turn.nowMs())) {
      return Outcome.REFUSED;
    }
    return size > readTo && !abandoned ? Outcome.MORE : Outcome.IDLE;
  }

  /** Reads once; false when the file is no longer the one that was read so far. */
  private boolean grow(Turn turn) throws IOException {
    byte[] buffer = turn.buffer();
    int kept = pending.fill(buffer);
    long readTo = pending.readTo();
    int room = Math.min(READ_BYTES, buffer.length - kept);
    int count = channel.read(ByteBuffer.wrap(buffer, kept, room), readTo);
    if (count <= 0 || !guard.holds(channel, readTo)) {
      return false;
    }
    grownAtMs = turn.nowMs();
    List<Event> events = new ArrayList<>();
    int used = pending.read(buffer, count, events);
    guard.read(buffer, kept, kept + used, readTo);
    events.forEach(e -> add(e, turn.nowMs()));
    return true;
  }

  /** Nothing came: after a while what waits for more is shipped as it is. */
  private void quiet(Turn turn) {
    if (pending.isEmpty()) {
      return;
    }
    long quietMs = turn.nowMs() - grownAtMs;
    if (retired) {
      flush(turn, End.ALL_OVER);
    } else if (quietMs >= turn.limits().partialMs()) {
      // Saved before it is sent, so that after a crash the lines are the same again.
      unsaved |= pending.breakLine();
      flush(turn, End.ALL_OVER);
    } else if (quietMs >= turn.limits().joinMs()) {
      flush(turn, End.EVENT_OVER);
    }
  }

  private void flush(Turn turn, End end) {
    List<Event> events = new ArrayList<>();
    pending.flush(end, events);
    events.forEach(e -> add(e, turn.nowMs()));
  }

  private void add(Event event, long nowMs) {
    outbox.add(new Shipment(envelope.record(event, generation), generation, event.end(), nowMs));
  }

  /**
   * Begins again at 0 after a truncation.
   *
   * @param restElsewhere whether a copy holds everything that is not acknowledged; else what was
   *     read is shipped from memory
   */
  void nextGeneration(Turn turn, boolean restElsewhere) {
    if (restElsewhere) {
      outbox = new Outbox();
    } else {
      flush(turn, End.ALL_OVER);
    }
    generation++;
    acked = 0;
    pending = new Pending(source.scanner(), 0, List.of());
    tailMark = Mark.NONE;
    guard.forget();
    unsaved = true;
  }

  /** What the state file keeps; also refreshes the fingerprint at the acknowledged offset. */
  SavedFile saved() throws IOException {
    if (channel != null && tailMark.end() != acked && guard.holds(channel, pending.readTo())) {
      tailMark = Mark.before(channel, acked);
    }
    Mark head = guard.headMark();
    return new SavedFile(
        id,
        generation,
        key.text(),
        source.path().toString(),
        at.toString(),
        head,
        tailMark,
        acked,
        pending.breaks(),
        retired);
  }

  /** The same as a copy holds it, of which everything before an offset is acknowledged. */
  SavedFile savedAs(Place copy, long ackedThere) {
    return new SavedFile(
        id,
        generation,
        copy.key().text(),
        source.path().toString(),
        copy.path().toString(),
        guard.headMark(),
        Mark.NONE,
        ackedThere,
        pending.breaks(),
        true);
  }

  void saveDone() {
    unsaved = false;
  }

  boolean isUnsaved() {
    return unsaved;
  }

  Source source() {
    return source;
  }

  String id() {
    return id;
  }

  int generation() {
    return generation;
  }

  FileKey key() {
    return key;
  }

  Path at() {
    return at;
  }

  long acked() {
    return acked;
  }

  long readTo() {
    return pending.readTo();
  }

  Guard guard() {
    return guard;
  }

  FileChannel channel() {
    return channel;
  }

  boolean isRetired() {
    return retired;
  }

  /** Whether all bytes that were there at the last look are acknowledged. */
  boolean isDrained() throws IOException {
    boolean read = abandoned || channel == null || channel.size() <= pending.readTo();
    return outbox.isEmpty() && pending.isEmpty() && read;
  }

  long backlogBytes() throws IOException {
    return channel == null ? 0 : Math.max(0, channel.size() - acked);
  }

  /** Since when something waits, milliseconds since 1970; {@code Long.MAX_VALUE} if nothing. */
  long oldestUnsentMs() throws IOException {
    return isDrained() ? Long.MAX_VALUE : Math.min(outbox.oldestMs(), Math.max(0, grownAtMs));
  }

  long oldestUnderWayMs() {
    return outbox.oldestMs();
  }

  void seen(Path where, long nowMs) {
    at = where;
    seenAtMs = nowMs;
  }

  /** Time since it was last grown or found by a glob. */
  long idleMs(long nowMs) {
    return nowMs - Math.max(seenAtMs, grownAtMs);
  }

  long quietMs(long nowMs) {
    return nowMs - grownAtMs;
  }

  /** Gives the handle back; {@link #unpark} takes a new one. */
  void park() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  void unpark(Place place) {
    key = place.key();
    at = place.path();
    channel = place.channel();
  }
}
