// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.schema.TelemetryHeaders.ENV;
import static backbone.schema.TelemetryHeaders.REGION;
import static backbone.schema.TelemetryHeaders.TEAM;
import static java.nio.charset.StandardCharsets.US_ASCII;

import backbone.engine.rules.InForce;
import backbone.engine.rules.Ownership;
import backbone.engine.spans.RawSpans;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.Ledger.Fate;
import backbone.streams.raw.MaskTally;
import backbone.streams.raw.RawWriter;
import backbone.streams.spans.SpanReader.Incoming;
import backbone.streams.spans.SpanReader.Labels;
import java.util.Locale;

/** Runs the engine over a record, writes what comes out and books it. Of one thread. */
final class SpanWriter {

  private static final String JSON = "json";

  private static final String TEAM_DEFAULT = "default";

  /** What sampling adds to a value and keeps free beside it, so that no span is lost there. */
  private static final int SAMPLING_BYTES = 4_096;

  private final SpanEngine engine;
  private final InForce<Ownership> owners;
  private final RawWriter writer;
  private final MaskTally masked;
  private final UnrolledSpans unrolled = new UnrolledSpans();
  private final SpanCount count = new SpanCount();

  SpanWriter(SpanEngine engine, InForce<Ownership> owners, RawWriter writer, MaskTally masked) {
    this.engine = engine;
    this.owners = owners;
    this.writer = writer;
    this.masked = masked;
  }

  /** Books a record without a value. */
  Fate empty(Ledger ledger) {
    ledger.received(1);
    dead("empty", "The record has no value.", "", 1, ledger);
    return Fate.DEAD;
  }

  /** Unrolls one raw record. */
  Fate unroll(Incoming incoming, long arrivalMs, Ledger ledger) {
    Labels labels = incoming.labels();
    writer.label(ENV, labels.env());
    writer.label(REGION, labels.region());
    Ownership owner = owners.at(arrivalMs);
    if (labels.team() != null) {
      writer.label(TEAM, labels.team());
    } else if (owner == Ownership.NONE) {
      writer.label(TEAM, TEAM_DEFAULT);
    }
    normalize(incoming, labels, arrivalMs);
    if (unrolled.items().isEmpty()) {
      return counted(incoming) == 0 ? Fate.UNROLLED : Fate.LOST;
    }
    ledger.received(received(incoming));
    for (UnrolledSpans.Item item : unrolled.items()) {
      write(item, ledger);
    }
    unrolled
        .masks()
        .forEach(of -> of.counts().forEach((rule, n) -> masked.add(of.service(), rule, n)));
    return unrolled.dead() ? Fate.DEAD : Fate.UNROLLED;
  }

  /**
   * The engine is not allowed to throw; a record on which it does anyway must not stop the rest.
   */
  private void normalize(Incoming incoming, Labels labels, long arrivalMs) {
    unrolled.clear();
    try {
      engine.normalize(
          new RawSpans(
              incoming.value(),
              incoming.contentType(),
              labels.env(),
              labels.region(),
              labels.team(),
              owners.at(arrivalMs),
              labels.service(),
              arrivalMs,
              writer.valueBytesMax() - SAMPLING_BYTES),
          unrolled);
    } catch (RuntimeException | StackOverflowError e) {
      unrolled.clear();
      String reason = "The engine failed with " + e.getClass().getName() + ".";
      unrolled.dead("fault", reason, "", Math.max(1, counted(incoming)));
    }
  }

  /**
   * Spans that came in. What is dead as a whole need not have a countable number, so there the
   * engine's word counts; and JSON is not read a second time for it.
   */
  private int received(Incoming incoming) {
    int spans = unrolled.dead() || isJson(incoming) ? SpanCount.UNKNOWN : counted(incoming);
    return spans == SpanCount.UNKNOWN ? unrolled.spans() : spans;
  }

  private int counted(Incoming incoming) {
    return isJson(incoming)
        ? SpanCount.ofJson(incoming.value())
        : count.ofProtobuf(incoming.value());
  }

  private static boolean isJson(Incoming incoming) {
    byte[] value = incoming.value();
    String type = incoming.contentType();
    boolean said = type != null && type.toLowerCase(Locale.ROOT).contains(JSON);
    return said || (value.length > 0 && value[0] == '{');
  }

  private void write(UnrolledSpans.Item item, Ledger ledger) {
    if (item instanceof UnrolledSpans.Trace trace) {
      trace(trace, ledger);
    } else if (item instanceof UnrolledSpans.Dead dead) {
      dead(dead.faultClass(), dead.reason(), dead.excerpt(), dead.spans(), ledger);
    } else if (item instanceof UnrolledSpans.Dropped dropped) {
      ledger.dropped(dropped.reason(), dropped.spans());
    }
  }

  private void trace(UnrolledSpans.Trace trace, Ledger ledger) {
    if (writer.data(trace.traceId().getBytes(US_ASCII), trace.data())) {
      ledger.emitted(trace.spans());
    } else {
      String reason = "The spans are larger than a record of the output may be.";
      dead("too-large", reason, "", trace.spans(), ledger);
    }
  }

  private void dead(String faultClass, String reason, String excerpt, int spans, Ledger ledger) {
    writer.dead(faultClass, reason == null ? "" : reason, excerpt == null ? "" : excerpt);
    ledger.dead(spans);
  }
}
