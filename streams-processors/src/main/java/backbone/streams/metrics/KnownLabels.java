// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which services, routes and span names have series of their own. The first ones have; those beyond
 * a bound share the value {@code other}, and services beyond it have none, since two tasks would
 * otherwise show the same series. Follows from the totals alone, so it is the same after a restart.
 */
final class KnownLabels {

  static final String OTHER = "other";

  /**
   * Bounds of one task.
   *
   * @param services owners with series
   * @param routes per owner, and as many whom it calls
   * @param spanNames per owner; twice as many with their kinds and statuses
   * @param responses series of responses per owner, past which a route is {@code other}
   * @param errorTypes types of exceptions per owner
   * @param series of all owners, past which all that senders may vary is {@code other}
   */
  record Bounds(
      int services, int routes, int spanNames, int responses, int errorTypes, int series) {
    static final Bounds DEFAULT = new Bounds(1_000, 200, 500, 5_000, 200, 100_000);
  }

  /** Most spans of one name are of one kind and succeed or fail. */
  private static final int SERIES_PER_SPAN_NAME = 2;

  /** What one owner has. */
  private static final class Names {
    private final Map<String, Integer> routes = new HashMap<>();
    private final Map<String, Integer> spanNames = new HashMap<>();
    private final Map<String, Integer> errorTypes = new HashMap<>();
    private final Map<String, Integer> called = new HashMap<>();
    private int series;
    private int spans;
    private int responses;
  }

  private final Bounds bounds;
  private final Set<Series> all = new HashSet<>();
  private final Map<Owner, Names> byOwner = new HashMap<>();
  private final Map<String, Integer> countedBySpans = new HashMap<>();
  private final Map<String, Integer> thrownInSpans = new HashMap<>();

  KnownLabels(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Learns of a series that there is. */
  void add(Series series) {
    if (all.add(series)) {
      count(series, 1);
    }
  }

  /** Forgets a series, which makes room for another. */
  void remove(Series series) {
    if (all.remove(series)) {
      count(series, -1);
    }
  }

  private void count(Series series, int more) {
    Names names = byOwner.computeIfAbsent(series.owner(), owner -> new Names());
    names.series += more;
    switch (series.family()) {
      case LOG_EVENTS, BURSTS -> {}
      case SPANS -> {
        count(names.spanNames, series.first(), more);
        names.spans += more;
      }
      case HTTP_RESPONSES -> {
        count(names.routes, series.first(), more);
        names.responses += more;
        if (series.third().equals(SpanCounter.SOURCE)) {
          count(countedBySpans, series.owner().service(), more);
        }
      }
      case EDGES -> count(names.called, series.first(), more);
      case EXCEPTIONS -> {
        count(names.errorTypes, series.first(), more);
        if (series.second().equals(SpanCounter.SOURCE)) {
          count(thrownInSpans, series.owner().service(), more);
        }
      }
    }
    if (names.series == 0) {
      byOwner.remove(series.owner());
    }
  }

  private static void count(Map<String, Integer> counts, String value, int more) {
    int now = counts.getOrDefault(value, 0) + more;
    if (now > 0) {
      counts.put(value, now);
    } else {
      counts.remove(value);
    }
  }

  /** The series that counts for this one: itself, one with {@code other}, or null for none. */
  Series bounded(Series series) {
    if (all.contains(series)) {
      return series;
    }
    Names names = byOwner.get(series.owner());
    if (names == null) {
      if (byOwner.size() >= bounds.services()) {
        return null;
      }
      names = new Names();
    }
    if (all.size() >= bounds.series()) {
      return series.withAll(OTHER);
    }
    boolean own =
        switch (series.family()) {
          case LOG_EVENTS, BURSTS -> true;
          case SPANS ->
              fits(names.spanNames, series.first(), bounds.spanNames())
                  && names.spans < SERIES_PER_SPAN_NAME * bounds.spanNames();
          case HTTP_RESPONSES ->
              fits(names.routes, series.first(), bounds.routes())
                  && names.responses < bounds.responses();
          case EDGES -> fits(names.called, series.first(), bounds.routes());
          case EXCEPTIONS -> fits(names.errorTypes, series.first(), bounds.errorTypes());
        };
    return own ? series : series.withFirst(OTHER);
  }

  private static boolean fits(Map<String, Integer> known, String value, int max) {
    return known.containsKey(value) || known.size() < max;
  }

  /**
   * Whether a series tells what another tells already: responses of an access log, once the service
   * has server spans with a status; exceptions in log events, once its spans have some.
   */
  boolean told(Series series) {
    String service = series.owner().service();
    return switch (series.family()) {
      case LOG_EVENTS, SPANS, EDGES -> false;
      case HTTP_RESPONSES ->
          series.third().equals(LogCounter.SOURCE) && countedBySpans.containsKey(service);
      case BURSTS ->
          series.second().equals(LogCounter.SOURCE) && countedBySpans.containsKey(service);
      case EXCEPTIONS ->
          series.second().equals(LogCounter.EVENTS) && thrownInSpans.containsKey(service);
    };
  }
}
