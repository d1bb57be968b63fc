// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.otlp.SpanCursor;
import backbone.streams.LabelText;

/**
 * Counts the exceptions of spans: each event {@code exception} by its type, and of a span that
 * failed without one its attribute {@code error.type}. A number there is the status of a response
 * and no exception; it is counted with the responses. An exception that leaves several spans is
 * recorded by each and counts with each.
 */
final class SpanExceptions {

  private static final String EVENT = "exception";
  private static final int FAILED = 2;

  private final MinuteCells cells;

  SpanExceptions(MinuteCells cells) {
    this.cells = cells;
  }

  void count(SpanCursor span, Owner owner, long minuteMs, long offset) {
    boolean recorded = false;
    while (span.nextEvent()) {
      if (span.eventName().equals(EVENT)) {
        recorded = true;
        count(span.eventText("exception.type"), owner, minuteMs, offset);
      }
    }
    if (!recorded && span.statusCode() == FAILED) {
      String type = span.text("error.type");
      if (type != null && !type.isEmpty() && !isNumber(type)) {
        count(type, owner, minuteMs, offset);
      }
    }
  }

  private void count(String type, Owner owner, long minuteMs, long offset) {
    Series series = Series.exceptions(owner, LabelText.of(type), SpanCounter.SOURCE);
    cells.tally(series, minuteMs, offset).observe();
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
