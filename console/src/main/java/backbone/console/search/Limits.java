// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.time.Duration;
import java.time.Instant;

/** What a query may cost at most. The server enforces all of them, whatever the page sends. */
public final class Limits {

  /** Events in one answer. */
  public static final int EVENTS_MAX = 500;

  public static final int EVENTS_DEFAULT = 100;

  /** Characters of a message in a list; the event's own page has all of it. */
  public static final int LIST_MESSAGE_CHARS_MAX = 2_000;

  /** Characters and terms of the search text. */
  public static final int TEXT_CHARS_MAX = 500;

  public static final int TERMS_MAX = 20;

  /** Wildcard characters in one term, and the letters beside them that make it selective. */
  public static final int WILDCARDS_MAX = 5;

  public static final int WILDCARD_LETTERS_MIN = 2;

  /** Terms of one query that have to look into every word of the index. */
  public static final int SCANNING_TERMS_MAX = 6;

  /** Values of one filter, such as selected services. */
  public static final int FILTER_VALUES_MAX = 20;

  public static final int FILTER_VALUE_CHARS_MAX = 200;

  /** Bars of the histogram. */
  public static final int BUCKETS_MAX = 200;

  /** Values of one facet in an answer. */
  public static final int FACET_VALUES_MAX = 30;

  /** Elasticsearch stops searching after this time and answers with what it has. */
  public static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(10);

  /**
   * The times that the index can hold (nanoseconds in a long). Files from years ago are legitimate,
   * so a long range is allowed and its cost is bounded by the other limits.
   */
  public static final Instant TIME_MIN = Instant.EPOCH;

  public static final Instant TIME_MAX = Instant.parse("2262-01-01T00:00:00Z");

  private Limits() {}
}
