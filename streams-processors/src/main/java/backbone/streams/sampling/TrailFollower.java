// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.Fate;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The trail of one task. Three phases:
 *
 * <pre>
 * log    ...........p..................b.............h
 *                   position           boundary      head (of what process() has folded)
 * WAITING    until the boundary is known: the first record that process() gets, or the group's
 *            committed offset while none came
 * REBUILDING reads from position to boundary and folds what is not decided; the head goes on
 * FOLLOWING  reads from position to head and forwards what is kept, up to the first open trace
 * </pre>
 *
 * A fragment below the head whose trace is not known came late and outlived the memory of its
 * trace's decision before the trail reached it. It is folded once more and so begins a trace of its
 * own, exactly as if it had come a little later; nothing was forwarded or counted for it before.
 */
final class TrailFollower {

  /** The rest of the task. */
  interface Task {

    /** What is known about the fragment's trace. */
    Fate fate(Fragment fragment);

    /** Takes a fragment that an earlier life of the task had taken, or forgotten. */
    void refold(Fragment fragment, byte[] value);

    /** Decides what is due; only called when all fragments below the head have been folded. */
    void decide();

    /** Writes a fragment of a kept trace; gives the number of spans written. */
    int forward(ConsumerRecord<byte[], byte[]> record, Fragment fragment, Fate fate);
  }

  enum Phase {
    WAITING,
    REBUILDING,
    FOLLOWING
  }

  private static final Duration PATIENCE = Duration.ofMillis(20);

  private final Trail trail;
  private final SpanBooks books;
  private final Task task;
  private final Fragment fragment = new Fragment();
  private Phase phase = Phase.WAITING;
  private long boundary = Trail.UNKNOWN;
  private long head = Trail.UNKNOWN;
  private long arrivalMs;
  private boolean blocked;
  private long gapEnd;
  private long gapOpen;
  private long jumps;

  TrailFollower(Trail trail, SpanBooks books, Task task) {
    this.trail = trail;
    this.books = books;
    this.task = task;
  }

  /** Whether all that an earlier life of the task had open is folded again. */
  boolean rebuilt() {
    return phase == Phase.FOLLOWING;
  }

  /** Arrival of the last fragment that the trail came to, milliseconds since 1970; 0 for none. */
  long arrivalMs() {
    return arrivalMs;
  }

  /** Whether the trail waits for the decision about a trace, or has nothing before it. */
  boolean idle() {
    return blocked || books.position >= head;
  }

  /** How often the log had forgotten where the trail was, since the task began. */
  long jumps() {
    return jumps;
  }

  /** Records between trail and head, at most. */
  long distance() {
    return head - books.position;
  }

  /** The head is about to take the record at an offset. */
  void reach(long offset) {
    if (phase == Phase.WAITING || offset < head) {
      begin(offset);
    }
  }

  /** The head has taken the record at an offset. */
  void passed(long offset) {
    head = offset + 1;
  }

  /** A decision was made, maybe the one that the trail waits for. */
  void unblock() {
    blocked = false;
  }

  /** Waits a moment when nothing has been fetched yet. */
  void await() {
    if (trail.peek() == null) {
      trail.await(PATIENCE);
    }
  }

  /** Goes on by at most so many records. */
  void work(int records) {
    jump(trail.jumped());
    if (phase == Phase.WAITING && trail.committed() != Trail.UNKNOWN) {
      begin(trail.committed());
    }
    if (phase == Phase.REBUILDING) {
      rebuild(records);
    }
    if (phase == Phase.FOLLOWING) {
      follow(records);
    }
  }

  private void begin(long offset) {
    boundary = offset;
    head = offset;
    blocked = false;
    books.open = 0;
    if (books.position > offset) {
      // The topic was made anew: what the books call open is not in it.
      books.gap = true;
      books.position = offset;
    }
    if (books.position == Trail.UNKNOWN) {
      books.position = offset;
    }
    trail.seek(books.position);
    phase = Phase.REBUILDING;
    if (books.position == boundary) {
      finish();
    }
  }

  private void rebuild(int records) {
    for (int i = 0; i < records; i++) {
      ConsumerRecord<byte[], byte[]> record = trail.peek();
      if ((record == null ? trail.position() : record.offset()) >= boundary) {
        finish();
        return;
      }
      if (record == null) {
        return;
      }
      if (read(record) == Fragment.Kind.SPANS) {
        books.open += fragment.spans();
        if (undecided(task.fate(fragment))) {
          task.refold(fragment, record.value());
        }
      }
      trail.take();
    }
  }

  private Fragment.Kind read(ConsumerRecord<byte[], byte[]> record) {
    return fragment.read(record.headers(), record.key(), record.value(), record.timestamp());
  }

  private static boolean undecided(Fate fate) {
    return fate.state() == Fate.State.OPEN || fate.state() == Fate.State.UNKNOWN;
  }

  private void finish() {
    if (books.gap) {
      books.lost += books.residue();
      books.gap = false;
    }
    trail.seek(books.position);
    phase = Phase.FOLLOWING;
    task.decide();
  }

  private void follow(int records) {
    for (int i = 0; i < records && !blocked; i++) {
      ConsumerRecord<byte[], byte[]> record = trail.peek();
      if (record == null || record.offset() >= head) {
        reached(Math.min(head, record == null ? trail.position() : record.offset()));
        return;
      }
      if (record.offset() >= books.position && !pass(record)) {
        blocked = true;
        return;
      }
      trail.take();
      reached(record.offset() + 1);
    }
  }

  private void reached(long offset) {
    books.position = Math.max(books.position, offset);
    if (books.gap && books.position >= gapEnd) {
      books.lost += gapOpen;
      books.open -= gapOpen;
      books.gap = false;
    }
  }

  /** Forwards or skips a record; false when its trace is not decided yet. */
  private boolean pass(ConsumerRecord<byte[], byte[]> record) {
    if (read(record) != Fragment.Kind.SPANS) {
      return true;
    }
    arrivalMs = fragment.arrivalMs();
    Fate fate = task.fate(fragment);
    if (fate.state() == Fate.State.UNKNOWN) {
      task.refold(fragment, record.value());
      task.decide();
      fate = task.fate(fragment);
    }
    switch (fate.state()) {
      case OPEN -> {
        return false;
      }
      case UNKNOWN -> books.lost += fragment.spans();
      case DROPPED -> books.sampledOut += fragment.spans();
      case KEPT -> {
        int written = task.forward(record, fragment, fate);
        books.forwarded += written;
        books.lost += fragment.spans() - written;
      }
    }
    books.open -= fragment.spans();
    gapOpen -= books.gap ? fragment.spans() : 0;
    return true;
  }

  /**
   * Goes on where the log now begins; what is missing is counted when all that is left was read.
   */
  private void jump(long start) {
    if (start == Trail.UNKNOWN) {
      return;
    }
    jumps++;
    books.gap = true;
    if (phase == Phase.REBUILDING) {
      books.position = Math.max(books.position, start);
    }
    gapEnd = head;
    gapOpen = books.open;
  }
}
