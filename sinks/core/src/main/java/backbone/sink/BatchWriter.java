// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static backbone.sink.TargetFault.Kind.OPERATOR;
import static backbone.sink.TargetFault.Kind.PASSING;

import backbone.sink.Outcome.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a batch to its end: every record is written or dead. Faults that heal are waited for, for
 * ever; a batch that is refused for its content is halved until the culprit is alone. Belongs to
 * one writer thread.
 */
final class BatchWriter {

  /** Attempts for a record that fails for an unknown reason while the target works. */
  static final int DOUBTFUL_ATTEMPTS_MAX = 6;

  /** Waits between attempts; ends early, by exception, when the sink stops. */
  interface Pause {
    void pause(long ms) throws InterruptedException;
  }

  /** The fate of a record, for the task's thread. */
  record Settled(Delivery delivery, Outcome outcome) {}

  /**
   * Deliveries that are written together.
   *
   * @param failed attempts so far
   * @param doubted those of them that failed for an unknown reason: an outage gives up on nothing
   */
  private record Part(List<Delivery> deliveries, int failed, int doubted) {

    Part of(List<Delivery> some) {
      return new Part(some, failed, doubted);
    }

    Part again(boolean doubtful) {
      return new Part(deliveries, failed + 1, doubtful ? doubted + 1 : doubted);
    }
  }

  private final SinkTarget target;
  private final Backoff backoff;
  private final Pause pause;
  private final FaultLog faults;
  private final Consumer<List<Settled>> settled;

  BatchWriter(
      SinkTarget target,
      Backoff backoff,
      Pause pause,
      FaultLog faults,
      Consumer<List<Settled>> settled) {
    this.target = target;
    this.backoff = backoff;
    this.pause = pause;
    this.faults = faults;
    this.settled = settled;
  }

  /** Readies the target, however long that takes. */
  void prepare() throws InterruptedException {
    for (int failed = 1; ; failed++) {
      try {
        target.prepare();
        faults.healed();
        return;
      } catch (TargetFault fault) {
        faults.failed(fault.kind() == PASSING ? Fault.PASSING : Fault.OPERATOR, fault.getMessage());
        pause.pause(Math.max(fault.waitMs(), backoff.afterAttemptMs(failed)));
      }
    }
  }

  void write(List<Delivery> batch) throws InterruptedException {
    Deque<Part> work = new ArrayDeque<>();
    work.add(new Part(batch, 0, 0));
    while (!work.isEmpty()) {
      Part part = work.poll();
      try {
        List<Outcome> outcomes =
            target.write(part.deliveries.stream().map(Delivery::record).toList());
        settle(part, outcomes, work);
      } catch (TargetFault fault) {
        failed(part, fault, work);
      } catch (RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        // A bug that one record triggers must not stop its partition: it is found by halving.
        failed(part, TargetFault.refused("unexpected", e.getClass().getName()), work);
      }
    }
  }

  private void settle(Part part, List<Outcome> outcomes, Deque<Part> work)
      throws InterruptedException {
    List<Settled> finished = new ArrayList<>(outcomes.size());
    List<Delivery> again = new ArrayList<>();
    Outcome.Again worst = null;
    for (int i = 0; i < outcomes.size(); i++) {
      Delivery delivery = part.deliveries.get(i);
      if (!(outcomes.get(i) instanceof Outcome.Again retry)) {
        finished.add(new Settled(delivery, outcomes.get(i)));
      } else if (retry.fault() == Fault.DOUBTFUL && part.doubted + 1 >= DOUBTFUL_ATTEMPTS_MAX) {
        finished.add(new Settled(delivery, new Outcome.Dead("refused", retry.reason())));
      } else {
        again.add(delivery);
        worst = worst == null || weight(retry) > weight(worst) ? retry : worst;
      }
    }
    if (!finished.isEmpty()) {
      settled.accept(finished);
    }
    if (worst == null) {
      faults.healed();
    } else {
      retry(part.of(again), worst, work);
    }
  }

  /** Nothing is doubted because of an attempt that failed for a known reason, too. */
  private static int weight(Outcome.Again retry) {
    return switch (retry.fault()) {
      case OPERATOR -> 2;
      case PASSING -> 1;
      case DOUBTFUL -> 0;
    };
  }

  private void failed(Part part, TargetFault fault, Deque<Part> work) throws InterruptedException {
    if (fault.kind() == PASSING || fault.kind() == OPERATOR) {
      Fault kind = fault.kind() == PASSING ? Fault.PASSING : Fault.OPERATOR;
      retry(part, new Outcome.Again(kind, fault.getMessage(), fault.waitMs()), work);
    } else if (part.deliveries.size() == 1) {
      Outcome dead = new Outcome.Dead(fault.faultClass(), fault.getMessage());
      settled.accept(List.of(new Settled(part.deliveries.get(0), dead)));
    } else {
      int middle = part.deliveries.size() / 2;
      work.addFirst(part.of(part.deliveries.subList(middle, part.deliveries.size())));
      work.addFirst(part.of(part.deliveries.subList(0, middle)));
    }
  }

  private void retry(Part part, Outcome.Again why, Deque<Part> work) throws InterruptedException {
    faults.failed(why.fault(), why.reason());
    work.addFirst(part.again(why.fault() == Fault.DOUBTFUL));
    pause.pause(Math.max(why.waitMs(), backoff.afterAttemptMs(part.failed + 1)));
  }
}
