// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

import backbone.console.http.Request;
import backbone.console.search.BadQueryException;
import backbone.console.search.Facet;
import backbone.console.search.Limits;
import backbone.console.search.LogFilter;
import backbone.console.search.Page;
import backbone.console.search.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads parameters of requests; whatever is wrong becomes a {@link BadQueryException}. */
final class Questions {

  private Questions() {}

  static LogFilter filter(Request request, Clock clock) {
    Map<Facet, List<String>> values = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      if (!request.all(facet.parameter()).isEmpty()) {
        values.put(facet, request.all(facet.parameter()));
      }
    }
    TimeRange range = TimeRange.parse(request.first("from"), request.first("to"), clock);
    return new LogFilter(range, request.first("q"), values);
  }

  static Page page(Request request) {
    boolean newestFirst =
        switch (request.first("sort")) {
          case "", "desc" -> true;
          case "asc" -> false;
          default ->
              throw new BadQueryException(
                  "sort=%s is unknown. Use desc (newest first) or asc."
                      .formatted(request.first("sort")));
        };
    String cursor = request.first("cursor");
    Optional<String> after = cursor.isEmpty() ? Optional.empty() : Optional.of(cursor);
    return new Page(newestFirst, size(request), after);
  }

  static int size(Request request) {
    String size = request.first("size");
    if (size.isEmpty()) {
      return Limits.EVENTS_DEFAULT;
    }
    if (!size.matches("\\d{1,3}") || size.matches("0+")) {
      throw tooMany(size);
    }
    int number = Integer.parseInt(size);
    if (number > Limits.EVENTS_MAX) {
      throw tooMany(size);
    }
    return number;
  }

  /** A tail's {@code since}; without one it begins now. */
  static Instant since(Request request, Instant now) {
    String since = request.first("since");
    return since.isEmpty()
        ? now
        : TimeRange.parse(since, Limits.TIME_MAX.toString(), Clock.fixed(now, ZoneOffset.UTC))
            .from();
  }

  private static BadQueryException tooMany(String size) {
    return new BadQueryException(
        "size=%s is outside 1 to %d. Ask for less and use the cursor for more."
            .formatted(size, Limits.EVENTS_MAX));
  }
}
