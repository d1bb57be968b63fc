// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.util.List;

/**
 * Buckets of durations: those of the OpenTelemetry Collector's span metrics, so that dashboards
 * fit, and three more between 2 and 10 s, where one that doubles would hide whether a call takes 2
 * s or 4.
 */
public final class LatencyBuckets {

  /** Upper bounds in milliseconds, inclusive, ascending, without +Inf. */
  public static final List<Double> BOUNDS_MS =
      List.of(
          2.0, 4.0, 6.0, 8.0, 10.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1_000.0, 1_400.0, 2_000.0,
          2_500.0, 3_500.0, 5_000.0, 7_500.0, 10_000.0, 15_000.0);

  private LatencyBuckets() {}
}
