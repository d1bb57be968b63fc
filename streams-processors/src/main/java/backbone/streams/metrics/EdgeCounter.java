// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.otlp.SpanCursor;
import backbone.streams.LabelText;

/**
 * Counts requests between services, from the spans of both sides: CLIENT and SERVER, or PRODUCER
 * and CONSUMER, of which the called one names the calling one as its parent. The first that comes
 * of each side counts. A database sends no spans, so a call to it counts at once; a call to someone
 * else who sends none counts when the wait is over. Who calls the first service of a trace is
 * {@code user}.
 */
final class EdgeCounter implements OpenEdges.Out {

  static final String CALL = "";
  static final String MESSAGING = "messaging_system";
  static final String DATABASE = "database";
  static final String VIRTUAL_NODE = "virtual_node";
  static final String USER = "user";

  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;
  private static final int FAILED = 2;
  private static final String[] PEERS = {"peer.service", "server.address", "net.peer.name"};
  private static final String[] DATABASES = {"peer.service", "db.namespace", "db.name"};

  private final MinuteCells cells;
  private final Pending pending;
  private final OpenEdges open;
  private long offset;
  private long nowMs;

  EdgeCounter(MinuteCells cells, Pending pending, Kept kept, int openMax) {
    this.cells = cells;
    this.pending = pending;
    this.open = new OpenEdges(kept, openMax, this);
  }

  /** Ends what has waited long enough, at a record of the spans' topic. */
  void expire(long watermarkMs, long atOffset) {
    nowMs = watermarkMs;
    offset = atOffset;
    open.expire(nowMs);
  }

  void save() {
    open.save();
  }

  void count(SpanCursor span, Owner owner, long nanos, long minuteMs, Place at) {
    offset = at.offset();
    boolean caller = span.kind() == CLIENT || span.kind() == PRODUCER;
    if (!caller && span.kind() != SERVER && span.kind() != CONSUMER) {
      return;
    }
    String database = span.kind() == CLIENT ? database(span) : null;
    EdgeHalf half =
        new EdgeHalf(
            new EdgeHalf.Of(
                span.traceHigh(), span.traceLow(), caller ? span.spanId() : span.parentSpanId()),
            caller,
            owner,
            database == null && caller ? first(span, PEERS) : "",
            span.kind() >= PRODUCER,
            nanos,
            span.statusCode() == FAILED,
            minuteMs,
            Math.max(at.arrivalMs(), nowMs));
    if (database != null) {
      observe(half, null, new To(owner, LabelText.of(database), DATABASE));
    } else if (half.of().spanId() != 0) {
      open.take(half);
    } else if (span.kind() == SERVER) {
      Owner user = new Owner(USER, owner.env(), owner.region(), owner.team());
      observe(null, half, new To(user, owner.service(), VIRTUAL_NODE));
    }
  }

  private static String database(SpanCursor span) {
    String system = span.text("db.system");
    system = system == null ? span.text("db.system.name") : system;
    if (system == null || system.isEmpty()) {
      return null;
    }
    String name = first(span, DATABASES);
    return name.isEmpty() ? system : name;
  }

  private static String first(SpanCursor span, String[] keys) {
    for (String key : keys) {
      String value = span.text(key);
      if (value != null && !value.isEmpty()) {
        return LabelText.of(value);
      }
    }
    return "";
  }

  @Override
  public void paired(EdgeHalf caller, EdgeHalf called) {
    observe(
        caller,
        called,
        new To(caller.owner(), called.owner().service(), caller.messaging() ? MESSAGING : CALL));
  }

  @Override
  public void alone(EdgeHalf half, String reason) {
    if (half.peer().isEmpty()) {
      pending.unpaired(half.caller() ? "client" : "server", reason);
    } else {
      observe(half, null, new To(half.owner(), half.peer(), VIRTUAL_NODE));
    }
  }

  private record To(Owner client, String server, String type) {}

  /** Either side may be missing. */
  private void observe(EdgeHalf caller, EdgeHalf called, To to) {
    cells
        .tally(
            Series.edge(to.client(), to.server(), to.type()),
            caller != null ? caller.minuteMs() : called.minuteMs(),
            offset)
        .observeEdge(
            caller == null ? EdgeSlots.NONE : caller.nanos(),
            called == null ? EdgeSlots.NONE : called.nanos(),
            (caller != null && caller.failed()) || (called != null && called.failed()));
  }
}
