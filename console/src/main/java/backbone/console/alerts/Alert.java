// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert.
 *
 * @param state of {@link State}
 * @param labels with {@code alertname}
 * @param annotations as the rule says
 * @param activeAt when its expression began to hold, ISO 8601 in UTC
 * @param value of its expression, as Prometheus writes it; empty when not told
 * @param receivers whom Alertmanager's routes give it to; empty while it does not know of it
 */
record Alert(
    State state,
    Map<String, String> labels,
    Map<String, String> annotations,
    String activeAt,
    String value,
    List<String> receivers) {

  /** What has become of an alert, the most urgent first. */
  enum State {
    /** It fires and its receivers are told. */
    FIRING,
    /** It fires and a silence keeps it from its receivers. */
    SILENCED,
    /** It fires and another alert, which says the same or why, keeps it from its receivers. */
    INHIBITED,
    /** Its expression holds, not yet for as long as its rule wants. */
    PENDING
  }

  private static final List<String> SEVERITIES = List.of("page", "ticket", "warning", "info");

  /** What needs somebody first, then what is new. */
  static final Comparator<Alert> URGENT_FIRST =
      Comparator.comparing(Alert::state)
          .thenComparingInt(Alert::severity)
          .thenComparing(Alert::activeAt, Comparator.reverseOrder())
          .thenComparing(alert -> alert.labels.toString());

  String name() {
    return labels.getOrDefault("alertname", "");
  }

  private int severity() {
    int at = SEVERITIES.indexOf(labels.getOrDefault("severity", ""));
    return at < 0 ? SEVERITIES.size() : at;
  }

  /** The same in another state, with receivers. */
  Alert told(State now, List<String> to) {
    return new Alert(now, labels, annotations, activeAt, value, to);
  }

  void write(ObjectNode view) {
    view.put("name", name()).put("state", state.name().toLowerCase(java.util.Locale.ROOT));
    view.put("activeAt", activeAt).put("value", value);
    ObjectNode shown = view.putObject("labels");
    new TreeMap<>(labels).forEach(shown::put);
    ObjectNode said = view.putObject("annotations");
    new TreeMap<>(annotations).forEach(said::put);
    receivers.forEach(view.putArray("receivers")::add);
  }
}
