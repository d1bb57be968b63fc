// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** A file that is being followed, by its open handle, whatever its name. */
final class Tail {

  private static final long LOOK_MS = 1000;

  private final Source source;

  /** A copy made by copytruncate: only its rest is shipped, it does not grow. */
  private final boolean retired;

  private final Handle handle;
  private Generation generation;

  /** Null until the file has its identity. */
  private Envelope envelope;

  private Outbox outbox = new Outbox();

  /** A copy that has changed under our hands: nothing more can be had from it. */
  private boolean abandoned;

  /** Whether the state file does not know yet what a reader must be able to rely on. */
  private boolean unsaved;

  /** What the next file has lent to the last event, until that is acknowledged; or null. */
  private Loan loan;

  /** Whether the next file may still continue the last event. */
  private boolean held;

  /** When an idle file's first and last bytes are looked at again. */
  private long lookAtMs = Long.MIN_VALUE;

  private long grownAtMs;
  private long seenAtMs;

  private Tail(Source source, boolean retired, Place place, Generation generation) {
    this.source = source;
    this.retired = retired;
    this.handle = new Handle(place);
    this.generation = generation;
  }

  /** A file that was never seen; it gets its identity with its first byte. */
  static Tail fresh(Source source, Place place, long nowMs) {
    Tail tail = new Tail(source, false, place, Generation.first(source.scanner()));
    tail.grownAtMs = nowMs;
    tail.seenAtMs = nowMs;
    return tail;
  }

  /** A file whose bytes up to the last acknowledgement are in Kafka. */
  static Tail resume(SavedFile saved, Source source, Place place, Envelope.Home home)
      throws IOException {
    Generation left = Generation.resume(saved, source.scanner(), place.channel());
    Tail tail = new Tail(source, saved.retired(), place, left);
    tail.grownAtMs = Long.MIN_VALUE / 2;
    tail.seenAtMs = Long.MIN_VALUE / 2;
    tail.loan = saved.loan();
    tail.identify(saved.id(), home);
    return tail;
  }

  /** A file that is gone, of whose last event another file still had a part. */
  static Tail orphan(SavedFile saved, Source source, Envelope.Home home, long nowMs) {
    Place gone = Place.gone(saved);
    Generation rest = Generation.orphan(saved, source.scanner());
    Tail tail = new Tail(source, saved.retired(), gone, rest);
    tail.identify(saved.id(), home);
    tail.borrow(saved.loan(), nowMs);
    tail.seenAtMs = nowMs;
    return tail;
  }

  /** Gives a file with its first bytes its identity. */
  void mint(String fileId, Envelope.Home home) throws IOException {
    generation.begin(place().channel());
    identify(fileId, home);
  }

  private void identify(String fileId, Envelope.Home home) {
    envelope = new Envelope(home, fileId, source.path().toString(), source.input());
    unsaved = true;
  }

  /** Ships what is new. */
  Outcome pump(Turn turn, boolean mayRead) throws IOException {
    if (unsaved || !hasIdentity()) {
      return Outcome.IDLE;
    }
    if (!offer(turn)) {
      return Outcome.REFUSED;
    }
    if (!mayRead || !outbox.hasRoom()) {
      return Outcome.IDLE;
    }
    if (!place().isOpen()) {
      quiet(turn);
      return Outcome.IDLE;
    }
    return read(turn);
  }

  private Outcome read(Turn turn) throws IOException {
    FileChannel channel = place().channel();
    long size = channel.size();
    if (loan != null && size >= loan.at()) {
      size = loan.at();
      if (generation.readTo() == size && !generation.hasBorrowed()) {
        borrow(loan, turn.nowMs());
      }
    }
    if (size > 0 && generation.isUnknown()) {
      generation.begin(channel);
      unsaved = true;
      return Outcome.MORE;
    }
    boolean longer = size > generation.readTo();
    if (size == generation.readTo() && !retired && isOther(turn.nowMs())) {
      return Outcome.TRUNCATED;
    }
    if (size == generation.readTo() || abandoned) {
      quiet(turn);
    } else if (!longer || !grow(turn, size)) {
      if (!retired) {
        return Outcome.TRUNCATED;
      }
      abandoned = true;
      quiet(turn);
    }
    if (unsaved) {
      return Outcome.MORE;
    }
    if (!offer(turn)) {
      return Outcome.REFUSED;
    }
    return longer && !abandoned ? Outcome.MORE : Outcome.IDLE;
  }

  /** It may have been emptied and written anew, up to the same size. */
  private boolean isOther(long nowMs) throws IOException {
    boolean due = nowMs >= lookAtMs;
    lookAtMs = due ? nowMs + LOOK_MS : lookAtMs;
    return due && !generation.isIn(place().channel());
  }

  private boolean grow(Turn turn, long size) throws IOException {
    List<Event> events = generation.read(place().channel(), turn.buffer(), size);
    if (events == null) {
      return false;
    }
    grownAtMs = turn.nowMs();
    add(events, turn.nowMs());
    return true;
  }

  /** Nothing came: after a while what waits for more is shipped as it is. */
  private void quiet(Turn turn) {
    if (held || !generation.hasPending()) {
      return;
    }
    long quietMs = quietMs(turn.nowMs());
    if (quietMs >= (retired ? turn.limits().joinMs() : turn.limits().partialMs())) {
      // Saved before it is sent, so that after a crash the lines are the same again, even those of
      // a copy that is written to slowly.
      unsaved |= generation.breakLine();
      add(generation.flush(End.ALL_OVER), turn.nowMs());
    } else if (quietMs >= turn.limits().joinMs()) {
      unsaved |= generation.breakEvent();
      add(generation.flush(End.EVENT_OVER), turn.nowMs());
    }
  }

  private void add(List<Event> events, long nowMs) {
    int number = generation.number();
    for (Event event : events) {
      outbox.add(new Shipment(envelope.record(event, number), number, event, nowMs));
    }
  }

  private boolean offer(Turn turn) {
    return outbox.offer(turn.sink(), turn.epoch(), turn.nowMs());
  }

  /** Takes in what the broker has acknowledged. */
  void settle(long nowMs) {
    long end = outbox.settle(generation.number(), nowMs);
    if (end >= 0) {
      generation.acknowledged(end);
    }
    if (loan != null && generation.acked() > loan.at()) {
      // What is written behind it later must not have the place of what was borrowed.
      generation = generation.sealed(retired ? generation.number() : generation.number() + 1);
      loan = null;
      unsaved = true;
    }
  }

  /** Finishes the last event with lines of the next file. */
  void borrow(Loan lines, long nowMs) {
    loan = lines;
    add(generation.borrow(lines.bytes()), nowMs);
    unsaved = true;
  }

  /** Leaves its first bytes to the file before it. */
  void lend(byte[] first) {
    generation = generation.behind(first);
    unsaved = true;
  }

  /** From now on, and after a crash, its first bytes are its own: they may be sent. */
  void keepBeginning() {
    unsaved |= generation.keepBeginning();
  }

  /** Lets the last event wait for the next file, or no longer. */
  void hold(boolean wait) {
    held = wait;
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
    } else if (loan != null && !generation.hasBorrowed()) {
      borrow(loan, turn.nowMs());
    } else {
      add(generation.flush(End.ALL_OVER), turn.nowMs());
    }
    loan = null;
    generation = generation.next();
    unsaved = true;
  }

  /** What the state file keeps; also refreshes the fingerprint at the acknowledged offset. */
  SavedFile saved() throws IOException {
    if (place().isOpen()) {
      generation.refreshAckedMark(place().channel());
    }
    return SavedFile.of(this);
  }

  void saveDone() {
    unsaved = false;
  }

  boolean isUnsaved() {
    return unsaved;
  }

  boolean hasIdentity() {
    return envelope != null;
  }

  /** File id, the key of its records; only of a file that has its identity. */
  String id() {
    return envelope.id();
  }

  /** The same, or a text that sorts before every id. */
  String idOrNone() {
    return hasIdentity() ? id() : "";
  }

  Loan loan() {
    return loan;
  }

  Source source() {
    return source;
  }

  Place place() {
    return handle.place();
  }

  Handle handle() {
    return handle;
  }

  Generation generation() {
    return generation;
  }

  boolean isRetired() {
    return retired;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Whether all bytes that were there at the last look are acknowledged. */
  boolean isDrained() throws IOException {
    boolean read =
        abandoned || !place().isOpen() || place().channel().size() <= generation.readTo();
    return outbox.isEmpty() && !generation.hasPending() && loan == null && read;
  }

  long backlogBytes() throws IOException {
    return place().isOpen() ? Math.max(0, place().channel().size() - generation.acked()) : 0;
  }

  /** Since when something waits, milliseconds since 1970; {@code Long.MAX_VALUE} if nothing. */
  long oldestUnsentMs() throws IOException {
    return isDrained() ? Long.MAX_VALUE : Math.min(outbox.oldestMs(), Math.max(0, grownAtMs));
  }

  long oldestUnderWayMs() {
    return outbox.oldestMs();
  }

  void seen(Path where, long nowMs) {
    handle.renamed(where);
    seenAtMs = nowMs;
  }

  /** Time since it was last grown or found by a glob. */
  long idleMs(long nowMs) {
    return nowMs - Math.max(seenAtMs, grownAtMs);
  }

  long quietMs(long nowMs) {
    return nowMs - grownAtMs;
  }

  /** Takes a new handle; refuses that of a file that is another by now. */
  boolean unpark(Place reopened) throws IOException {
    if (isRead() && !generation.isIn(reopened.channel())) {
      return false;
    }
    handle.reopen(reopened);
    return true;
  }

  private boolean isRead() throws IOException {
    return isDrained() && generation.readTo() > 0;
  }
}
