// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final byte[] NOTHING = {};

  final Input input;
  final Path path;
  private FileKey key;
  private Path at;
  private FileChannel channel;

  private String id;
  private Envelope envelope;
  private int generation;
  private long acked;
  private final List<Long> breaks = new ArrayList<>();
  private Mark tailMark = Mark.NONE;
  private boolean retired;

  /** A copy that has changed under our hands: nothing more can be had from it. */
  private boolean abandoned;

  /** Whether the state file does not know yet what a reader must be able to rely on. */
  private boolean unsaved;

  private Outbox outbox = new Outbox();
  private final Guard guard = new Guard();

  /** Bytes from {@code position} on that are read but not made into events. */
  private byte[] carry = NOTHING;

  private long position;
  private long readTo;

  /** Inside a line that is over the limit; {@code carry} holds its beginning only. */
  private boolean longLine;

  private long grownAtMs;
  private long seenAtMs;

  private Tail(Path path, Input input, Place place, long nowMs) {
    this.path = path;
    this.input = input;
    this.key = place.key();
    this.at = place.path();
    this.channel = place.channel();
    this.grownAtMs = nowMs;
    this.seenAtMs = nowMs;
  }

  /** A file that was never seen; it gets its identity with its first byte. */
  static Tail fresh(Input input, Place place, long nowMs) {
    return new Tail(place.path(), input, place, nowMs);
  }

  /** A file whose bytes up to the last acknowledgement are in Kafka. */
  static Tail resume(SavedFile saved, Input input, Place place, Envelope.Home home)
      throws IOException {
    Tail tail = new Tail(Path.of(saved.path()), input, place, Long.MIN_VALUE / 2);
    tail.generation = saved.generation();
    tail.acked = saved.acked();
    tail.position = saved.acked();
    tail.readTo = saved.acked();
    tail.breaks.addAll(saved.breaks());
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
    envelope = new Envelope(home, id, path.toString(), input);
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
      breaks.removeIf(b -> b <= acked);
    }
  }

  private Outcome read(Turn turn) throws IOException {
    long size = channel.size();
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
    int kept = longLine ? 0 : carry.length;
    System.arraycopy(carry, 0, buffer, 0, kept);
    int room = Math.min(READ_BYTES, buffer.length - kept);
    int count = channel.read(ByteBuffer.wrap(buffer, kept, room), readTo);
    if (count <= 0 || !guard.holds(channel, readTo)) {
      return false;
    }
    grownAtMs = turn.nowMs();
    if (longLine) {
      return growLongLine(turn, count);
    }
    guard.read(buffer, kept, kept + count, readTo);
    readTo += count;
    int length = kept + count;
    int used = scan(turn, new Chunk(buffer, length, position, breakOffsets()), End.OPEN);
    carry = Arrays.copyOfRange(buffer, used, length);
    position += used;
    beginLongLine(turn.limits().lineBytesMax());
    return true;
  }

  private void beginLongLine(int bytesMax) {
    if (carry.length > bytesMax) {
      Chunk rest = new Chunk(carry, carry.length, position, breakOffsets());
      longLine = rest.lineFeed(0, carry.length) < 0;
      carry = longLine ? Arrays.copyOf(carry, bytesMax + 1) : carry;
    }
  }

  private boolean growLongLine(Turn turn, int count) {
    Chunk more = new Chunk(turn.buffer(), count, readTo, breakOffsets());
    int limit = more.nextBreak(0);
    int feed = more.lineFeed(0, limit);
    boolean over = feed >= 0 || more.isBreak(limit);
    int used = feed >= 0 ? feed + 1 : limit;
    guard.read(turn.buffer(), 0, used, readTo);
    readTo += used;
    if (over) {
      finishLongLine(turn);
    }
    return true;
  }

  private void finishLongLine(Turn turn) {
    List<Event> events = new ArrayList<>();
    turn.scanner()
        .scan(new Chunk(carry, carry.length, position, new long[0]), End.ALL_OVER, events);
    Event head = events.get(0);
    add(new Event(head.value(), position, readTo, head.lineStarts(), true), turn.nowMs());
    longLine = false;
    carry = NOTHING;
    position = readTo;
  }

  /** Nothing came: after a while what waits for more is shipped as it is. */
  private void quiet(Turn turn) {
    if (position == readTo) {
      return;
    }
    long quietMs = turn.nowMs() - grownAtMs;
    if (retired) {
      flush(turn, End.ALL_OVER);
    } else if (quietMs >= turn.limits().partialMs()) {
      boolean lineOpen = longLine || carry[carry.length - 1] != '\n';
      if (lineOpen) {
        // Saved before it is sent, so that after a crash the lines are the same again.
        breaks.add(readTo);
        unsaved = true;
      }
      flush(turn, End.ALL_OVER);
    } else if (quietMs >= turn.limits().joinMs() && !longLine) {
      flush(turn, End.EVENT_OVER);
    }
  }

  private void flush(Turn turn, End end) {
    if (longLine) {
      finishLongLine(turn);
      return;
    }
    int used = scan(turn, new Chunk(carry, carry.length, position, breakOffsets()), end);
    carry = Arrays.copyOfRange(carry, used, carry.length);
    position += used;
  }

  private int scan(Turn turn, Chunk chunk, End end) {
    List<Event> events = new ArrayList<>();
    int used = turn.scanner().scan(chunk, end, events);
    events.forEach(e -> add(e, turn.nowMs()));
    return used;
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
    } else if (position < readTo) {
      flush(turn, End.ALL_OVER);
    }
    generation++;
    acked = 0;
    position = 0;
    readTo = 0;
    carry = NOTHING;
    longLine = false;
    breaks.clear();
    tailMark = Mark.NONE;
    guard.forget();
    unsaved = true;
  }

  /** What the state file keeps; also refreshes the fingerprint at the acknowledged offset. */
  SavedFile saved() throws IOException {
    if (channel != null && tailMark.end() != acked && guard.holds(channel, readTo)) {
      tailMark = Mark.before(channel, acked);
    }
    Mark head = guard.headMark();
    return new SavedFile(
        id,
        generation,
        key.text(),
        path.toString(),
        at.toString(),
        head,
        tailMark,
        acked,
        List.copyOf(breaks),
        retired);
  }

  /** The same as a copy holds it, of which everything before an offset is acknowledged. */
  SavedFile savedAs(Place copy, long ackedThere) {
    return new SavedFile(
        id,
        generation,
        copy.key().text(),
        path.toString(),
        copy.path().toString(),
        guard.headMark(),
        Mark.NONE,
        ackedThere,
        List.copyOf(breaks),
        true);
  }

  private long[] breakOffsets() {
    return breaks.stream().mapToLong(Long::longValue).toArray();
  }

  void saveDone() {
    unsaved = false;
  }

  boolean isUnsaved() {
    return unsaved;
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
    return readTo;
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
    boolean read = abandoned || channel == null || channel.size() <= readTo;
    return outbox.isEmpty() && position == readTo && read;
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
