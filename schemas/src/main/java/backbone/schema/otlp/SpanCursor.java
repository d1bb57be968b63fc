// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static backbone.schema.otlp.WireReader.BYTES;
import static backbone.schema.otlp.WireReader.FIXED64;
import static backbone.schema.otlp.WireReader.VARINT;

/**
 * Walks the spans of a TracesData or ExportTraceServiceRequest on the wire: no object is made per
 * span, and texts come from a bounded cache. Reusable; for one thread.
 *
 * <p>As in any protobuf reader the last of a repeated scalar wins and unknown fields are stepped
 * over. Unlike it, bytes that are no UTF-8 become U+FFFD, and an attribute that is broken inside is
 * absent. Of attributes with equal keys the first wins.
 */
public final class SpanCursor {

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final WireReader data = new WireReader();
  private final WireReader batch = new WireReader();
  private final WireReader scope = new WireReader();
  private final WireReader span = new WireReader();
  private final WireReader status = new WireReader();
  private final TextCache texts = new TextCache();
  private final Attributes resource = new Attributes(texts);
  private final Attributes attributes = new Attributes(texts);
  private final SpanEvents events = new SpanEvents(texts);

  private byte[] bytes = {};
  private String service;
  private long resources;
  private int resourceFrom;
  private int resourceTo;
  private int from;
  private int to;
  private int nameFrom;
  private int nameTo;
  private int traceIdBytes;
  private int spanIdBytes;
  private long traceHigh;
  private long traceLow;
  private long spanId;
  private long parentSpanId;
  private long start;
  private long end;
  private int kind;
  private int statusCode;

  /** Starts a message that holds the bytes {@code first} to {@code stop}, which is excluded. */
  public void reset(byte[] value, int first, int stop) {
    bytes = value;
    data.reset(value, first, stop);
    batch.reset(value, first, first);
    scope.reset(value, first, first);
    resource.clear(value);
    attributes.clear(value);
    events.clear(value);
    service = "";
  }

  /**
   * Goes to the next span; false at the end.
   *
   * @throws MalformedOtlpException when the message is broken down to the fields of this span
   */
  public boolean next() {
    while (true) {
      while (scope.next()) {
        if (scope.is(2, BYTES)) {
          read(scope.from(), scope.to());
          return true;
        }
      }
      if (!nextScope()) {
        return false;
      }
    }
  }

  /** First 8 bytes of the trace id; 0 when it has another length than 16. */
  public long traceHigh() {
    return traceHigh;
  }

  /** Last 8 bytes of the trace id; 0 when it has another length than 16. */
  public long traceLow() {
    return traceLow;
  }

  /** The span's id; 0 when it has another length than 8. */
  public long spanId() {
    return spanId;
  }

  /** The parent's id; 0 for none. */
  public long parentSpanId() {
    return parentSpanId;
  }

  /** Length of the trace id as sent; 16 in a valid span. */
  public int traceIdBytes() {
    return traceIdBytes;
  }

  /** Length of the span id as sent; 8 in a valid span. */
  public int spanIdBytes() {
    return spanIdBytes;
  }

  /** Start, nanoseconds since 1970. */
  public long startUnixNano() {
    return start;
  }

  /** End, nanoseconds since 1970; 0 for none, and it may be before the start. */
  public long endUnixNano() {
    return end;
  }

  /** SpanKind as a number, 0 to 5: unspecified, internal, server, client, producer, consumer. */
  public int kind() {
    return kind;
  }

  /** StatusCode as a number: 0 unset, 1 ok, 2 error. */
  public int statusCode() {
    return statusCode;
  }

  /** Name of the span; empty for none. Equal names are mostly the same instance. */
  public String name() {
    return texts.get(bytes, nameFrom, nameTo);
  }

  /** The same for spans of the same resource, and another for those of any other. */
  public long resourceNumber() {
    return resources;
  }

  /**
   * First byte of the resource's message in the value; 0 when there is none, -1 when it comes in
   * several parts.
   */
  public int resourceFrom() {
    return resourceFrom;
  }

  /** One past the last byte of the resource's message, or of its last part. */
  public int resourceTo() {
    return resourceTo;
  }

  /** The resource's {@code service.name}; empty for none. */
  public String serviceName() {
    if (service == null) {
      String known = resource.text("service.name");
      service = known == null ? "" : known;
    }
    return service;
  }

  /** A scalar attribute of the resource as text; null when absent, bytes, a list or a map. */
  public String resourceText(String key) {
    return resource.text(key);
  }

  /** A scalar attribute of the span as text; null when absent, bytes, a list or a map. */
  public String text(String key) {
    return attributes.text(key);
  }

  /** An attribute of the span as a whole number; also of texts of digits, and rounded to zero. */
  public long number(String key, long otherwise) {
    return attributes.number(key, otherwise);
  }

  /** Goes to the span's next event; false at the end. */
  public boolean nextEvent() {
    return events.next();
  }

  /** Name of the current event; empty for none. */
  public String eventName() {
    return events.name();
  }

  /** A scalar attribute of the current event as text; null when absent, bytes, a list or a map. */
  public String eventText(String key) {
    return events.text(key);
  }

  /** Length of the span's own message in bytes. */
  public int spanBytes() {
    return to - from;
  }

  /** Whether the span names a parent, wherever that may be. */
  public boolean hasParent() {
    return parentSpanId != 0;
  }

  private boolean nextScope() {
    while (true) {
      while (batch.next()) {
        if (batch.is(2, BYTES)) {
          scope.enter(batch);
          return true;
        }
      }
      if (!nextBatch()) {
        return false;
      }
    }
  }

  private boolean nextBatch() {
    while (data.next()) {
      if (data.is(1, BYTES)) {
        resource();
        batch.enter(data);
        return true;
      }
    }
    return false;
  }

  /** The resource need not stand before its spans, so it is looked for first. */
  private void resource() {
    resources++;
    resourceFrom = 0;
    resourceTo = 0;
    resource.clear(bytes);
    service = null;
    batch.enter(data);
    while (batch.next()) {
      if (batch.is(1, BYTES)) {
        resourceFrom = resourceTo > 0 ? -1 : batch.from();
        resourceTo = batch.to();
        scope.enter(batch);
        while (scope.next()) {
          if (scope.is(1, BYTES)) {
            resource.add(scope.from(), scope.to());
          }
        }
      }
    }
  }

  private void read(int first, int stop) {
    from = first;
    to = stop;
    clear();
    span.reset(bytes, first, stop);
    while (span.next()) {
      if (span.type() == BYTES) {
        text();
      } else if (span.is(6, VARINT)) {
        kind = (int) span.value();
      } else if (span.is(7, FIXED64)) {
        start = span.value();
      } else if (span.is(8, FIXED64)) {
        end = span.value();
      }
    }
  }

  private void clear() {
    nameFrom = 0;
    nameTo = 0;
    traceIdBytes = 0;
    spanIdBytes = 0;
    traceHigh = 0;
    traceLow = 0;
    spanId = 0;
    parentSpanId = 0;
    start = 0;
    end = 0;
    kind = 0;
    statusCode = 0;
    attributes.clear(bytes);
    events.clear(bytes);
  }

  private void text() {
    int at = span.from();
    int length = span.to() - at;
    switch (span.field()) {
      case 1 -> {
        traceIdBytes = length;
        traceHigh = length == TRACE_BYTES ? id(at) : 0;
        traceLow = length == TRACE_BYTES ? id(at + SPAN_BYTES) : 0;
      }
      case 2 -> {
        spanIdBytes = length;
        spanId = length == SPAN_BYTES ? id(at) : 0;
      }
      case 4 -> parentSpanId = length == SPAN_BYTES ? id(at) : 0;
      case 5 -> {
        nameFrom = at;
        nameTo = span.to();
      }
      case 9 -> attributes.add(at, span.to());
      case 11 -> events.add(at, span.to());
      case 15 -> status();
      default -> {}
    }
  }

  private void status() {
    status.enter(span);
    while (status.next()) {
      if (status.is(3, VARINT)) {
        statusCode = (int) status.value();
      }
    }
  }

  private long id(int at) {
    long id = 0;
    for (int i = 0; i < SPAN_BYTES; i++) {
      id = id << 8 | (bytes[at + i] & 0xff);
    }
    return id;
  }
}
