// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import com.fasterxml.jackson.databind.JsonNode;

/** Where alerts are told. */
public interface AlertSource {

  /**
   * An answer, or why there is none.
   *
   * @param body empty node when there is a problem
   * @param problem a sentence for the page; empty when there is none
   */
  record Told(JsonNode body, String problem) {}

  /** Prometheus' rules that alert, as its {@code /api/v1/rules?type=alert} answers. */
  Told rules();

  /** Alertmanager's alerts, as its {@code /api/v2/alerts} answers. */
  Told alerts();
}
