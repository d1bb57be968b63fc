// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /api/alerts}: what fires, what is about to, and what keeps it from people. */
public final class AlertsApi implements Handler {

  /** More than anybody reads; the most urgent are those that are shown. */
  private static final int SHOWN_MAX = 500;

  /** However many pages are open, the sources are asked no more often. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

  private final AlertSource source;
  private final Optional<URI> grafana;
  private final Clock clock;
  private Instant askedAt = Instant.MIN;
  private ObjectNode view;

  /**
   * Makes the answer without I/O.
   *
   * @param grafana base address of the dashboards; empty when there is none
   */
  public AlertsApi(AlertSource source, Optional<URI> grafana, Clock clock) {
    this.source = source;
    this.grafana = grafana;
    this.clock = clock;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    return request.path().equals("/api/alerts")
        ? Optional.of(Reply.json(200, view()))
        : Optional.empty();
  }

  private synchronized ObjectNode view() {
    Instant now = clock.instant();
    if (view == null || !now.isBefore(askedAt.plus(ASKED_EVERY))) {
      view = asked();
      askedAt = now;
    }
    return view;
  }

  private ObjectNode asked() {
    AlertSource.Told rules = source.rules();
    AlertSource.Told alerts = source.alerts();
    AlertBoard board = new AlertBoard(rules.body(), alerts.body());
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("prometheusProblem", rules.problem()).put("alertmanagerProblem", alerts.problem());
    told.put("watched", board.watched()).put("rules", board.rules());
    board.brokenRules().forEach(told.putArray("brokenRules")::add);
    told.put("grafana", grafana.map(base -> base.toString().replaceAll("/+$", "")).orElse(""));
    List<Alert> all = board.alerts();
    told.put("count", all.size());
    ArrayNode shown = told.putArray("alerts");
    all.stream().limit(SHOWN_MAX).forEach(alert -> alert.write(shown.addObject()));
    return told;
  }
}
