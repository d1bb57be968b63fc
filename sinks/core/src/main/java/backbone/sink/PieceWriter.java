// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends the pieces of a batch of records in requests that are bounded by bytes, and puts the
 * outcomes of pieces together to outcomes of records. A request that is refused for its content is
 * halved, between records and then between pieces, until the culprit is alone: what is good in a
 * record is written even if the record as a whole becomes a dead letter.
 *
 * <p>One for each batch; for one thread.
 *
 * @param <P> what is sent
 */
public final class PieceWriter<P extends Piece<P>> {

  /** One request. */
  @FunctionalInterface
  public interface Request<P> {
    /**
     * Sends pieces.
     *
     * @param pieces never empty
     * @return one outcome for each, in their order
     * @throws TargetFault when nothing is known about the single pieces
     */
    List<Outcome> send(List<P> pieces) throws TargetFault;
  }

  private record Placed<P>(int record, P piece) {}

  private final long bytesMax;
  private final Request<P> request;
  private final List<PieceOutcomes> records = new ArrayList<>();
  private List<Placed<P>> waiting = new ArrayList<>();
  private long bytes;
  private Outcome.Again stopped;

  /**
   * Begins a batch.
   *
   * @param bytesMax bytes of the pieces of one request at most; a larger piece goes alone
   */
  public PieceWriter(long bytesMax, Request<P> request) {
    this.bytesMax = bytesMax;
    this.request = request;
  }

  /** Takes the next record, which became these pieces; may send. Once stopped, they may be none. */
  public void add(List<P> pieces) {
    if (stopped != null) {
      add(stopped);
      return;
    }
    int record = records.size();
    records.add(new PieceOutcomes());
    for (P piece : pieces) {
      if (!waiting.isEmpty() && bytes + piece.bytes() > bytesMax) {
        flush();
      }
      waiting.add(new Placed<>(record, piece));
      bytes += piece.bytes();
    }
  }

  /** Takes the next record, whose outcome is known without asking the target. */
  public void add(Outcome outcome) {
    records.add(new PieceOutcomes());
    records.get(records.size() - 1).add(() -> "", outcome);
  }

  /** Sends nothing more: what is not sent yet, and every later piece, has to wait. */
  public void stop(TargetFault fault) {
    Outcome.Fault kind =
        fault.kind() == TargetFault.Kind.PASSING ? Outcome.Fault.PASSING : Outcome.Fault.OPERATOR;
    stopped = new Outcome.Again(kind, fault.getMessage(), fault.waitMs());
  }

  /** Whether the batch has been stopped, so that it is useless to prepare more of it. */
  public boolean isStopped() {
    return stopped != null;
  }

  /** Sends what waits and returns one outcome for each record that was added. */
  public List<Outcome> outcomes() {
    flush();
    return records.stream().map(PieceOutcomes::combined).toList();
  }

  private void flush() {
    Deque<List<Placed<P>>> work = new ArrayDeque<>();
    if (!waiting.isEmpty()) {
      work.add(waiting);
    }
    waiting = new ArrayList<>();
    bytes = 0;
    while (!work.isEmpty()) {
      send(work.poll(), work);
    }
  }

  private void send(List<Placed<P>> pieces, Deque<List<Placed<P>>> work) {
    try {
      if (stopped == null) {
        List<Outcome> outcomes = request.send(pieces.stream().map(Placed::piece).toList());
        for (int i = 0; i < outcomes.size(); i++) {
          settle(pieces.get(i), outcomes.get(i));
        }
        return;
      }
    } catch (TargetFault fault) {
      if (fault.kind() == TargetFault.Kind.REFUSED) {
        halve(pieces, fault, work);
        return;
      }
      stop(fault);
    }
    pieces.forEach(piece -> settle(piece, stopped));
  }

  private void halve(List<Placed<P>> pieces, TargetFault fault, Deque<List<Placed<P>>> work) {
    if (pieces.size() > 1) {
      int middle = pieces.size() / 2;
      work.addFirst(pieces.subList(middle, pieces.size()));
      work.addFirst(pieces.subList(0, middle));
      return;
    }
    Placed<P> alone = pieces.get(0);
    List<P> parts = alone.piece.split();
    if (parts.isEmpty()) {
      settle(alone, new Outcome.Dead(fault.faultClass(), fault.getMessage()));
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      work.addFirst(List.of(new Placed<>(alone.record, parts.get(i))));
    }
  }

  private void settle(Placed<P> placed, Outcome outcome) {
    records.get(placed.record).add(placed.piece::name, outcome);
  }
}
