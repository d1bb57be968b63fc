// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rate, errors and duration of the calls in one bucket of an answer. */
final class Red {

  private Red() {}

  /**
   * Writes the figures.
   *
   * @param seconds that the bucket covers, more than 0
   */
  static void write(ObjectNode view, JsonNode bucket, double seconds) {
    long calls = Math.round(bucket.at("/calls/n/value").asDouble(0));
    long errors = Math.round(bucket.at("/errors/n/value").asDouble(0));
    Quantiles durations = durations(bucket.path("duration"));
    view.put("calls", calls).put("errors", errors).put("rate", calls / seconds);
    view.put("errorRate", calls == 0 ? 0 : (double) errors / calls);
    view.put("totalMs", bucket.at("/duration/sum/value").asDouble(0));
    quantile(view, "p50", durations.at(0.50));
    quantile(view, "p95", durations.at(0.95));
    quantile(view, "p99", durations.at(0.99));
  }

  private static Quantiles durations(JsonNode duration) {
    long[] counts = new long[MetricQueries.BOUNDS.size() + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.round(duration.path("le" + i).path("value").asDouble(0));
    }
    return new Quantiles(MetricQueries.BOUNDS, counts);
  }

  private static void quantile(ObjectNode view, String name, double ms) {
    if (Double.isNaN(ms)) {
      view.putNull(name);
    } else {
      view.put(name, ms);
    }
  }
}
