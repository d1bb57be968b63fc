// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.SpanCursor;
import backbone.streams.Entrance.Signal;
import backbone.streams.LabelText;

/**
 * Counts spans by name, kind and status with their durations, their exceptions, and the responses
 * of server spans by route and status. A span belongs to the minute that it started in, as in the
 * index.
 */
final class SpanCounter {

  static final String SOURCE = "spans";

  private static final int SERVER = 2;
  private static final long NANOS_PER_MS = 1_000_000;
  private static final String[] KINDS = {
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER"
  };
  private static final String[] STATUSES = {
    "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"
  };

  private final SpanCursor cursor = new SpanCursor();
  private final MinuteCells cells;
  private final PathTemplate routes;
  private final BurstCells bursts;
  private final SpanExceptions exceptions;
  private final EdgeCounter edges;
  private final Pending pending;
  private final boolean nativeHistograms;
  private final Owners owners = new Owners();
  private byte[] value;
  private long ownerOf = -1;
  private Owner owner;

  /**
   * Begins without spans.
   *
   * @param nativeHistograms whether durations are counted by native buckets, too
   */
  SpanCounter(
      MinuteCells cells,
      PathTemplate routes,
      EdgeCounter edges,
      Pending pending,
      boolean nativeHistograms) {
    this.cells = cells;
    this.routes = routes;
    this.bursts = new BurstCells(cells);
    this.exceptions = new SpanExceptions(cells);
    this.edges = edges;
    this.pending = pending;
    this.nativeHistograms = nativeHistograms;
  }

  /** Counts the spans of a record; those before a broken one stay counted. */
  void count(byte[] value, Place at) {
    this.value = value;
    cursor.reset(value, 0, value.length);
    try {
      while (cursor.next()) {
        pending.received++;
        pending.sent++;
        countOne(at);
      }
    } catch (MalformedOtlpException e) {
      pending.received++;
      pending.dropped("malformed", 1);
    }
  }

  private void countOne(Place at) {
    long eventMs = Math.floorDiv(cursor.startUnixNano(), NANOS_PER_MS);
    pending.time(Signal.SPANS, eventMs, at.arrivalMs());
    long minuteMs = EventMinute.of(eventMs, at.arrivalMs());
    Owner owner = owner();
    Series series = series(owner, cursor);
    long nanos = Durations.between(cursor.startUnixNano(), cursor.endUnixNano());
    Tally tally = cells.tally(series, minuteMs, at.offset());
    tally.observe(nanos);
    if (nativeHistograms) {
      tally.observeNative(nanos);
    }
    exceptions.count(cursor, owner, minuteMs, at.offset());
    edges.count(cursor, owner, nanos, minuteMs, at);
    if (cursor.kind() == SERVER) {
      countResponse(owner, eventMs, at);
    }
  }

  /** The series that the current span of a cursor is counted in. */
  static Series series(Owner owner, SpanCursor cursor) {
    return Series.spans(
        owner,
        LabelText.of(cursor.name()),
        word(KINDS, cursor.kind()),
        word(STATUSES, cursor.statusCode()));
  }

  /** All spans of a resource have one. */
  private Owner owner() {
    if (ownerOf != cursor.resourceNumber()) {
      ownerOf = cursor.resourceNumber();
      owner = owners.of(value, cursor);
    }
    return owner;
  }

  private void countResponse(Owner owner, long eventMs, Place at) {
    long status = cursor.number("http.response.status_code", cursor.number("http.status_code", 0));
    if (HttpStatus.valid(status)) {
      Series series = Series.httpResponses(owner, route(), HttpStatus.text(status), SOURCE);
      cells.tally(series, EventMinute.of(eventMs, at.arrivalMs()), at.offset()).observe();
      bursts.response(new BurstCells.Seen(owner, SOURCE, eventMs, at), status);
    }
  }

  private String route() {
    String route = cursor.text("http.route");
    if (route != null && !route.isEmpty()) {
      return LabelText.of(route);
    }
    String path = cursor.text("url.path");
    return routes.of(path != null ? path : cursor.text("http.target"));
  }

  private static String word(String[] words, int code) {
    return words[code >= 0 && code < words.length ? code : 0];
  }
}
