// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Buckets of aggregations, bounded in number. */
public final class Buckets {

  private Buckets() {}

  /** Width of buckets over a range, never finer than what was counted. */
  public static Duration width(TimeRange range, Duration least) {
    return Interval.of(range, least);
  }

  /** The range with its beginning moved back to where a bucket begins, so that none is cut. */
  public static TimeRange whole(TimeRange range, Duration width) {
    long step = width.toMillis();
    Instant from = Instant.ofEpochMilli(Math.floorDiv(range.from().toEpochMilli(), step) * step);
    return new TimeRange(from, range.to());
  }

  /** Adds {@code time}, buckets of a width that are not empty; returns the place for metrics. */
  public static ObjectNode time(ObjectNode aggs, Duration width) {
    ObjectNode time = aggs.putObject("time");
    time.putObject("date_histogram")
        .put("field", "@timestamp")
        .put("fixed_interval", width.toSeconds() + "s")
        .put("min_doc_count", 1);
    return time.putObject("aggs");
  }

  /** Adds the most frequent values of a field; returns the place for metrics. */
  public static ObjectNode values(ObjectNode aggs, String name, String field, int size) {
    ObjectNode values = aggs.putObject(name);
    values.putObject("terms").put("field", field).put("size", size);
    return values.putObject("aggs");
  }
}
