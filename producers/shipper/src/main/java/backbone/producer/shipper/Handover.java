// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.shipper.EventScanner.End;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The moment at which a log goes on in another file. The younger one is not read before it is known
 * whether its first lines belong to the last event of the older one.
 */
final class Handover {

  private final Tail older;
  private final Tail younger;
  private final long olderSize;
  private long youngerSize;
  private long sinceMs;

  Handover(Tail older, Tail younger) throws IOException {
    this.older = older;
    this.younger = younger;
    this.olderSize = older.place().isOpen() ? older.place().channel().size() : 0;
  }

  Tail younger() {
    return younger;
  }

  /** Decides, or waits for more; true when it is over. */
  boolean settle(Turn turn) throws IOException {
    boolean over = !isPossible() || decide(turn);
    if (over) {
      younger.keepBeginning();
    }
    older.hold(!over && younger.place().channel().size() > 0);
    return over;
  }

  /** Lets both go on by themselves. */
  void giveUp() {
    older.hold(false);
    younger.keepBeginning();
  }

  /** An event that has borrowed goes on in the file of which that was, after a crash, too. */
  private boolean isPossible() {
    Generation next = younger.generation();
    return older.loan() == null
        && older.place().isOpen()
        && !older.isAbandoned()
        && younger.place().isOpen()
        && next.readTo() == 0
        && !next.keepsBeginning();
  }

  private boolean decide(Turn turn) throws IOException {
    long size = younger.place().channel().size();
    if (size == 0 || !younger.hasIdentity() || !isReadToItsEnd()) {
      return false;
    }
    byte[] open = older.generation().openLines();
    if (open.length == 0) {
      return true;
    }
    if (size != youngerSize) {
      youngerSize = size;
      sinceMs = turn.nowMs();
    }
    return join(open, turn);
  }

  /** Not so where the older one was emptied, and maybe written anew, which nobody has seen yet. */
  private boolean isReadToItsEnd() throws IOException {
    Generation last = older.generation();
    return last.readTo() >= olderSize && last.isIn(older.place().channel());
  }

  private boolean join(byte[] open, Turn turn) throws IOException {
    byte[] buffer = turn.buffer();
    System.arraycopy(open, 0, buffer, 0, open.length);
    int length = open.length + lines(buffer, open.length);
    long quietMs = turn.nowMs() - sinceMs;
    int end = older.generation().endOfEvents(buffer, open.length, length, patience(quietMs, turn));
    if (end < 0) {
      return quietMs >= turn.limits().partialMs();
    }
    if (end > open.length) {
      byte[] bytes = Arrays.copyOfRange(buffer, open.length, end);
      younger.lend(bytes);
      older.borrow(new Loan(older.generation().readTo(), bytes), turn.nowMs());
    }
    return true;
  }

  private static End patience(long quietMs, Turn turn) {
    if (quietMs >= turn.limits().partialMs()) {
      return End.ALL_OVER;
    }
    return quietMs >= turn.limits().joinMs() ? End.EVENT_OVER : End.OPEN;
  }

  /** Reads the younger file's first whole lines behind what is in the buffer. */
  private int lines(byte[] buffer, int from) throws IOException {
    FileChannel channel = younger.place().channel();
    byte[] head = new byte[(int) Math.min(youngerSize, buffer.length - from)];
    int length = Mark.read(channel, head, head.length, 0);
    while (length > 0 && head[length - 1] != '\n') {
      length--;
    }
    System.arraycopy(head, 0, buffer, from, length);
    return length;
  }
}
