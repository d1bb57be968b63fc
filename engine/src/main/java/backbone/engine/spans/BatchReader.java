// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.schema.otlp.WireReader.BYTES;

import backbone.engine.mask.Masker;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.WireReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a batch to its end before anything leaves, and sorts its spans by trace. */
final class BatchReader {

  private static final int SPANS = 2;
  private static final int HEAD = 1;
  private static final int SCHEMA_URL = 3;
  private static final int TRACES_KEPT_MAX = 4096;

  private final WireReader data = new WireReader();
  private final WireReader batch = new WireReader();
  private final WireReader scope = new WireReader();
  private final Masker masker;
  private final Judge judge;
  private final Rewriter rewriter;
  private final ResourceHeads resources;
  private final SpanReader spans;
  private final Faults faults;
  private final MaskTally masks = new MaskTally();

  private Map<TraceId, List<SpanRow>> traces = new LinkedHashMap<>();
  private TraceId lastId;
  private List<SpanRow> lastTrace;
  private int seen;
  private boolean strange;

  BatchReader(Masker masker, Rewriter rewriter, Faults faults) {
    this.masker = masker;
    judge = new Judge(masker);
    this.rewriter = rewriter;
    this.faults = faults;
    resources = new ResourceHeads(judge, rewriter);
    spans = new SpanReader(judge, rewriter);
  }

  /** Forgets the record before. */
  void begin() {
    traces = traces.size() > TRACES_KEPT_MAX ? new LinkedHashMap<>() : traces;
    traces.clear();
    masks.clear();
    rewriter.takeCounts();
    lastId = null;
    seen = 0;
    strange = false;
  }

  /**
   * Spans by trace, in the order in which they came; those that have no valid ids become faults.
   *
   * @throws MalformedOtlpException when a part of it cannot be read
   */
  Map<TraceId, List<SpanRow>> read(byte[] value, RawSpans raw) {
    resources.enter(ResourceHeads.Entrance.of(raw));
    data.reset(value, 0, value.length);
    while (data.next()) {
      if (data.is(1, BYTES)) {
        batch(raw);
      } else {
        strange = true;
      }
    }
    if (seen == 0 && strange) {
      throw new MalformedOtlpException("These bytes hold no spans, and fields that OTLP lacks.");
    }
    return traces;
  }

  /** How often masking rules fired since the last record began. */
  MaskTally masks() {
    return masks;
  }

  /** Spans read since the last record began, also when reading it failed. */
  int seen() {
    return seen;
  }

  private void batch(RawSpans raw) {
    Head head = new Head(null);
    if (masker.isByService()) {
      head.of(service());
      masker.enter(head.service());
    }
    WireWriter resource = null;
    WireWriter fields = new WireWriter(256);
    int from = 0;
    int to = 0;
    batch.enter(data);
    while (batch.next()) {
      if (batch.is(SPANS, BYTES)) {
        scope(head, raw);
      } else if (batch.is(HEAD, BYTES)) {
        resource = to == 0 ? null : joined(resource, from, to);
        from = batch.from();
        to = batch.to();
      } else if (batch.is(SCHEMA_URL, BYTES)) {
        url(batch, fields);
      } else {
        strange = true;
      }
    }
    ResourceHeads.Made made;
    if (resource == null) {
      made = resources.made(data.bytes(), from, to);
    } else {
      byte[] whole = joined(resource, from, to).toBytes();
      made = resources.made(whole, 0, whole.length);
    }
    fields.raw(made.field(), 0, made.field().length);
    head.complete(fields.toBytes());
    masks.add(made.masked());
    masks.name(made.service());
  }

  /** The service of the batch that is about to be read; its resource may stand at the end. */
  private String service() {
    WireWriter resource = null;
    batch.enter(data);
    while (batch.next()) {
      if (batch.is(HEAD, BYTES)) {
        resource = joined(resource, batch.from(), batch.to());
      }
    }
    byte[] whole = resource == null ? new byte[0] : resource.toBytes();
    return resources.rawService(whole, 0, whole.length);
  }

  /** Messages that come in parts are one: their bytes in a row. */
  private WireWriter joined(WireWriter before, int from, int to) {
    WireWriter all = before == null ? new WireWriter(256) : before;
    all.raw(data.bytes(), from, to);
    return all;
  }

  private void scope(Head outer, RawSpans raw) {
    Head head = new Head(outer);
    WireWriter fields = new WireWriter(64);
    scope.enter(batch);
    while (scope.next()) {
      if (scope.is(SPANS, BYTES)) {
        seen++;
        span(head, raw);
      } else if (scope.is(HEAD, BYTES)) {
        scopeHead(fields);
      } else if (scope.is(SCHEMA_URL, BYTES)) {
        url(scope, fields);
      } else {
        strange = true;
      }
    }
    head.complete(fields.toBytes());
  }

  private void scopeHead(WireWriter fields) {
    WireReader in = new WireReader();
    in.enter(scope);
    boolean clean = true;
    while (in.next()) {
      clean &= judge.isClean(Shape.SCOPE, in, 0);
    }
    if (clean) {
      fields.raw(scope.bytes(), scope.tagFrom(), scope.to());
    } else {
      byte[] bytes = scope.bytes();
      fields.field(
          HEAD, rewriter.rewrite(Shape.SCOPE, bytes, scope.from(), scope.to(), Integer.MAX_VALUE));
      masks.add(rewriter.takeCounts());
    }
  }

  private void url(WireReader in, WireWriter fields) {
    fields.field(SCHEMA_URL, rewriter.text(in.bytes(), in.from(), in.to()));
    masks.add(rewriter.takeCounts());
  }

  private void span(Head head, RawSpans raw) {
    SpanRow row = spans.read(scope, head, raw.arrivalMs());
    masks.add(spans.masked());
    if (spans.traceId() == null) {
      faults.add("trace-id", "The trace id is zero or has another length than 16 bytes.", row);
    } else if (!spans.hasSpanId()) {
      faults.add("span-id", "The span id is zero or has another length than 8 bytes.", row);
    } else {
      add(spans.traceId(), row);
    }
  }

  private void add(TraceId id, SpanRow row) {
    if (!id.equals(lastId)) {
      lastId = id;
      lastTrace = traces.computeIfAbsent(id, first -> new ArrayList<>());
    }
    lastTrace.add(row);
  }
}
