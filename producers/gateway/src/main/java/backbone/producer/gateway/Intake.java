// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.Delivery;
import backbone.producer.OtlpSplit;
import backbone.producer.OtlpSplit.Part;
import backbone.producer.OtlpSplit.Parts;
import backbone.producer.gateway.Verdict.Reason;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.service.Signals;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What both fronts do with a request: check it, cut it, write it, and tell its verdict once, when
 * Kafka has answered for every part.
 */
final class Intake {

  /** Weight of bodies that are read at once: what is made of them is several times as large. */
  static final int READING_BYTES_MAX = 4 << 20;

  private final Semaphore reading = new Semaphore(READING_BYTES_MAX, true);
  private final RawWriter writer;
  private final MetricsForward metrics;
  private final Signals signals;

  Intake(RawWriter writer, MetricsForward metrics, Signals signals) {
    this.writer = writer;
    this.metrics = metrics;
    this.signals = signals;
  }

  /**
   * Takes a request; its hold is released before the verdict is told. Throws only for a bug or when
   * memory is out; then the hold is released too, and no verdict is told.
   */
  void take(Envelope envelope, Payload payload, Consumer<Verdict> verdict) {
    Consumer<Verdict> end =
        told -> {
          if (payload.hold() != null) {
            payload.hold().release();
          }
          verdict.accept(told);
        };
    if (payload.refusal().isPresent()) {
      signals.errors("receiving");
      end.accept(payload.refusal().get());
      return;
    }
    boolean ended = false;
    try {
      counted(envelope, payload.bytes(), end).run();
      ended = true;
    } finally {
      if (!ended) {
        payload.hold().release();
      }
    }
  }

  /** Counts before anything is made of the body, and holds a share of the memory while it is. */
  private Runnable counted(Envelope envelope, byte[] body, Consumer<Verdict> end) {
    Signal signal = envelope.signal();
    try {
      RequestSize size = RequestSize.of(signal, body, envelope.json());
      if (size.refusal().isPresent()) {
        return refused(Reason.TOO_LARGE, size.refusal().get(), end);
      }
      int share = (int) Math.min(size.weight(body.length), READING_BYTES_MAX);
      reading.acquireUninterruptibly(share);
      try {
        return read(envelope, Otlp.read(signal, body, envelope.json()), end);
      } finally {
        reading.release(share);
      }
    } catch (InvalidProtocolBufferException | MalformedOtlpException | IllegalArgumentException e) {
      return refused(Reason.MALFORMED, malformed(signal, envelope.json(), e), end);
    }
  }

  private Runnable refused(Reason reason, String message, Consumer<Verdict> end) {
    signals.errors("processing");
    return () -> end.accept(Verdict.refused(reason, message));
  }

  /** What is left to do once nothing of the request is needed but its parts. */
  private Runnable read(Envelope envelope, Otlp request, Consumer<Verdict> end) {
    Signal signal = envelope.signal();
    if (signal == Signal.METRICS) {
      Verdict verdict = metrics.take(request);
      return () -> end.accept(verdict);
    }
    if (!writer.away(signal).isEmpty()) {
      signals.errors("receiving");
      return () -> end.accept(refusedByKafka());
    }
    Parts parts = request.parts(OtlpSplit.PART_BYTES_MAX);
    signals.received(parts.items() + (long) parts.tooLarge());
    if (parts.tooLarge() > 0) {
      signals.dropped("too-large", parts.tooLarge());
    }
    return () -> write(envelope, parts, new Pending(signal, parts, end));
  }

  private void write(Envelope envelope, Parts parts, Pending pending) {
    if (parts.parts().isEmpty()) {
      pending.end.accept(taken(envelope.signal(), parts.tooLarge(), 0));
    }
    for (Part part : parts.parts()) {
      writer.write(envelope, part.value(), pending.of(part));
    }
  }

  /**
   * Tells what can never be taken.
   *
   * @param tooLarge items that are larger than a part may be
   * @param refused items of the parts that are larger than the topic takes
   */
  private static Verdict taken(Signal signal, int tooLarge, int refused) {
    List<String> why = new ArrayList<>();
    if (tooLarge > 0) {
      why.add(
          leftOut(signal, tooLarge)
              + " larger than "
              + OtlpSplit.PART_BYTES_MAX
              + " bytes with resource and scope, and left out. Shorten attributes or text.");
    }
    if (refused > 0) {
      why.add(
          leftOut(signal, refused)
              + " in records above max.message.bytes of the topic, and left out. Send smaller"
              + " batches, or raise it.");
    }
    return why.isEmpty()
        ? Verdict.ALL
        : new Verdict.Taken(tooLarge + refused, String.join(" ", why));
  }

  private static String leftOut(Signal signal, int items) {
    return items + " " + signal.noun() + (items == 1 ? " is" : "s are");
  }

  private static Verdict refusedByKafka() {
    return Verdict.refused(Reason.AWAY, "Kafka does not acknowledge. Send it again later.");
  }

  /** The cause quotes no content: parsers name fields and places only. */
  private static String malformed(Signal signal, boolean json, Exception e) {
    return "The body is no OTLP "
        + (json ? "JSON" : "protobuf")
        + " of "
        + signal.path()
        + (json ? ": " + e.getMessage() : ".");
  }

  /** A request until Kafka has answered for all its parts. */
  private final class Pending {

    private final Signal signal;
    private final int items;
    private final int tooLarge;
    private final Consumer<Verdict> end;
    private final AtomicInteger left;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean failed;

    Pending(Signal signal, Parts parts, Consumer<Verdict> end) {
      this.signal = signal;
      this.items = parts.items();
      this.tooLarge = parts.tooLarge();
      this.end = end;
      this.left = new AtomicInteger(parts.parts().size());
    }

    Delivery of(Part part) {
      return new Delivery() {
        @Override
        public void acknowledged() {
          done();
        }

        @Override
        public void failed(Exception cause) {
          if (cause instanceof RecordTooLargeException) {
            refused.addAndGet(part.items());
          } else {
            failed = true;
          }
          done();
        }
      };
    }

    private void done() {
      if (left.decrementAndGet() > 0) {
        return;
      }
      if (failed) {
        signals.errors("sending");
        signals.dropped("unacknowledged", items);
        end.accept(refusedByKafka());
        return;
      }
      int never = refused.get();
      if (never > 0) {
        signals.dropped("too-large", never);
      }
      signals.sent(items - never);
      end.accept(taken(signal, tooLarge, never));
    }
  }
}
