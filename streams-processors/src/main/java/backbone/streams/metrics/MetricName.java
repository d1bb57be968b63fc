// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/** Names of the metrics that a family is shown and written as. */
final class MetricName {

  static final String LOG_EVENTS = "log_events_total";
  static final String HTTP_RESPONSES = "http_responses_total";
  static final String SPAN_CALLS = "traces_span_metrics_calls_total";
  static final String SPAN_DURATIONS = "traces_span_metrics_duration_milliseconds";

  static final String EXCEPTIONS = "exceptions_total";

  static final String EDGES = "traces_service_graph_request_total";
  static final String EDGES_FAILED = "traces_service_graph_request_failed_total";
  static final String EDGE_SERVER = "traces_service_graph_request_server_seconds";
  static final String EDGE_CLIENT = "traces_service_graph_request_client_seconds";

  static final String BURST_EVENTS = "telemetry_burst_events";
  static final String BURST_WINDOW_END = "telemetry_burst_window_end_seconds";

  private MetricName() {}

  /** The family's counter. */
  static String counter(Family family) {
    return switch (family) {
      case LOG_EVENTS -> LOG_EVENTS;
      case HTTP_RESPONSES -> HTTP_RESPONSES;
      case SPANS -> SPAN_CALLS;
      case EXCEPTIONS -> EXCEPTIONS;
      case EDGES -> EDGES;
      case BURSTS -> BURST_EVENTS;
    };
  }

  /** A series in the form that Prometheus writes. */
  static String text(String name, Series series) {
    StringBuilder text = new StringBuilder(160).append(name).append('{');
    Owner owner = series.owner();
    label(text, series.family().serviceLabel(), owner.service());
    label(text.append(','), "env", owner.env());
    label(text.append(','), "region", owner.region());
    label(text.append(','), "team", owner.team());
    for (int i = 0; i < series.family().labels().size(); i++) {
      label(text.append(','), series.family().labels().get(i), series.values().get(i));
    }
    return text.append('}').toString();
  }

  private static void label(StringBuilder text, String name, String value) {
    text.append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }
}
