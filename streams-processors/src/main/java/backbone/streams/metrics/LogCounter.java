// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.LogEvent;
import backbone.streams.Entrance.Signal;
import backbone.streams.LabelText;
import java.util.Set;

/** Counts log events by level, their exceptions, and access logs by route and status. */
final class LogCounter {

  static final String SOURCE = "access_log";

  /** Where error events and exceptions come from that are no responses. */
  static final String EVENTS = "logs";

  private static final Set<String> LEVELS =
      Set.of("trace", "debug", "info", "warn", "error", "fatal");
  private static final long NANOS_PER_MS = 1_000_000;

  private final MinuteCells cells;
  private final PathTemplate routes;
  private final BurstCells bursts;
  private final Pending pending;

  LogCounter(MinuteCells cells, PathTemplate routes, Pending pending) {
    this.cells = cells;
    this.routes = routes;
    this.bursts = new BurstCells(cells);
    this.pending = pending;
  }

  void count(LogEvent event, Place at) {
    long eventMs = Math.floorDiv(event.getEventTimeUnixNano(), NANOS_PER_MS);
    pending.time(Signal.LOGS, eventMs, at.arrivalMs());
    long minuteMs = EventMinute.of(eventMs, at.arrivalMs());
    Owner owner =
        new Owner(
            LabelText.of(event.getServiceName()),
            LabelText.of(event.getEnv()),
            LabelText.of(event.getRegion()),
            LabelText.of(event.getTeam()));
    String level = event.getLevel();
    Series series =
        Series.logEvents(
            owner, level != null && LEVELS.contains(level) ? level : LabelText.UNKNOWN);
    cells.tally(series, minuteMs, at.offset()).observe();
    bursts.level(new BurstCells.Seen(owner, EVENTS, eventMs, at), level);
    if (event.getErrorType() != null) {
      Series thrown = Series.exceptions(owner, LabelText.of(event.getErrorType()), EVENTS);
      cells.tally(thrown, minuteMs, at.offset()).observe();
    }
    if (event.getUrlPath() != null && HttpStatus.valid(event.getHttpStatusCode())) {
      cells.tally(response(event, owner), minuteMs, at.offset()).observe();
      bursts.response(new BurstCells.Seen(owner, SOURCE, eventMs, at), event.getHttpStatusCode());
    }
    pending.sent++;
  }

  private Series response(LogEvent event, Owner owner) {
    return Series.httpResponses(
        owner, routes.of(event.getUrlPath()), HttpStatus.text(event.getHttpStatusCode()), SOURCE);
  }
}
