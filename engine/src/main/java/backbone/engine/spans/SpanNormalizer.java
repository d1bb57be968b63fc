// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.engine.mask.Excerpt;
import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.mask.Masker;
import backbone.engine.spans.TraceWriter.Chunk;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.OtlpJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Raw batches in, masked traces out. Keeps buffers, so one per thread; not safe for several.
 *
 * <p>Never throws for a record, whatever its bytes, and loses nothing: each span comes out once, or
 * is counted in a dead letter with its reason. Spans are copied as they are; only one that holds
 * something to mask, invalid UTF-8, unknown fields or ids of a wrong length is written anew, and a
 * clock that is off adds the attribute {@code telemetry.clock}. Keeps nothing from one record to
 * the next that could change a result.
 */
public final class SpanNormalizer {

  /** Raised whenever the same bytes would give another trace. */
  private static final String REVISION = "spans-2";

  private final Excerpt excerpt;
  private final BatchReader batches;
  private final TraceWriter traces;
  private final Faults faults;

  private SpanNormalizer(Masker masker) {
    excerpt = new Excerpt(masker);
    faults = new Faults(excerpt);
    Rewriter rewriter = new Rewriter(masker);
    batches = new BatchReader(masker, rewriter, faults);
    traces = new TraceWriter(rewriter, faults);
  }

  /** A new normalizer with all masking rules, and what becomes of values by default. */
  public static SpanNormalizer standard() {
    return of(MaskRules.STANDARD, MaskKeys.none());
  }

  /**
   * A new normalizer with masking as a user wishes it.
   *
   * @throws IllegalArgumentException when a key that the rules need is missing
   */
  public static SpanNormalizer of(MaskRules rules, MaskKeys keys) {
    return new SpanNormalizer(Masker.of(rules, keys));
  }

  /** A short text that changes when the same bytes would give another result. */
  public static String rulesId() {
    return REVISION + " " + Masker.rulesId();
  }

  /**
   * Turns a raw record into traces, dead letters and drops.
   *
   * @param out called on this thread before the method returns; what it throws is passed on
   */
  public void normalize(RawSpans raw, SpanOutput out) {
    byte[] value = raw.value();
    if (value == null || value.length == 0) {
      out.dropped("empty", 0);
      return;
    }
    List<Chunk> chunks;
    try {
      chunks = chunks(raw);
    } catch (MalformedOtlpException | IllegalArgumentException broken) {
      out.dead("undecodable", broken.getMessage(), excerpt(raw), Math.max(1, batches.seen()));
      return;
    } catch (RuntimeException defect) {
      // Ours to mend, but a thread that dies of it would stop every record behind this one.
      String reason = "The engine failed on it: " + defect.getClass().getName() + ".";
      out.dead("defect", reason, excerpt(raw), Math.max(1, batches.seen()));
      return;
    }
    if (batches.seen() == 0) {
      out.dropped("empty", 0);
      return;
    }
    for (Chunk chunk : chunks) {
      out.trace(chunk.traceId(), chunk.data(), chunk.spans());
    }
    faults.tell(out);
    batches.masks().tell(out);
  }

  private List<Chunk> chunks(RawSpans raw) {
    faults.clear();
    batches.begin();
    traces.begin();
    byte[] value = isJson(raw) ? OtlpJson.traces(raw.value()).toByteArray() : raw.value();
    List<Chunk> chunks = new ArrayList<>();
    batches
        .read(value, raw)
        .forEach((id, spans) -> traces.write(id, spans, raw.bytesMax(), chunks));
    return chunks;
  }

  /** A brace would begin a group, which OTLP has none of. */
  private static boolean isJson(RawSpans raw) {
    String type = raw.contentType();
    return raw.value()[0] == '{'
        || (type != null && type.toLowerCase(Locale.ROOT).contains("json"));
  }

  private String excerpt(RawSpans raw) {
    byte[] value = raw.value();
    return isJson(raw)
        ? excerpt.ofText(value, 0, value.length)
        : excerpt.ofBinary(value, 0, value.length);
  }
}
