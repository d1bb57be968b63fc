// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/** Names in the topology. */
final class Stage {

  static final String READ = "read-normalized";
  static final String COUNT = "count-minutes";
  static final String BY_SERVICE = "by-service";
  static final String OWN = "own-series";
  static final String WRITE = "write-minutes";

  static final String CELLS_STORE = "count-by-minute";
  static final String EDGES_STORE = "edge-by-span";
  static final String SIGNAL_CLOCKS_STORE = "clock-by-signal";
  static final String TOTALS_STORE = "total-by-series";
  static final String PARTS_STORE = "part-by-source";
  static final String MINUTES_STORE = "minute-by-series";
  static final String BURSTS_STORE = "burst-by-minute";
  static final String SOURCE_CLOCKS_STORE = "clock-by-source";

  private Stage() {}
}
