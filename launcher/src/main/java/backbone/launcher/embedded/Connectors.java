// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.connect.ConnectRest;
import backbone.launcher.connect.ConnectorPlan;
import backbone.launcher.embedded.UpSettings.Up;
import backbone.schema.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Puts the connectors into the embedded Connect worker, which forgets them at its end. */
final class Connectors {

  /** One broker is all there is. */
  private static final int REPLICATION = 1;

  private final ConnectorPlan plan;
  private final ConnectRest rest;

  Connectors(Up up) {
    Map<String, String> elasticsearch =
        Map.of("elasticsearch.hosts", up.elasticsearchUrl(), "registry.url", up.registryUrl());
    Map<String, String> jaeger =
        up.otlpJaeger() == null ? Map.of() : Map.of("jaeger.endpoint", up.otlpJaeger());
    plan = new ConnectorPlan(Topic.PREFIX_DEFAULT, REPLICATION, elasticsearch, jaeger);
    rest = new ConnectRest(up.ports().url(Ports.Port.CONNECT));
  }

  /** Names of all connectors of this backbone. */
  static List<String> names(boolean jaeger) {
    return ConnectorPlan.names(Topic.PREFIX_DEFAULT, jaeger);
  }

  void put() throws IOException, InterruptedException {
    for (Map.Entry<String, Map<String, String>> connector : plan.connectors().entrySet()) {
      try {
        rest.put(connector.getKey(), connector.getValue());
      } catch (ConnectRest.RefusedException e) {
        throw new IOException(
            "Connect refuses the connector " + connector.getKey() + ": " + e.getMessage(), e);
      }
    }
  }

  /** Connect leaves a task that failed as it is; this starts such tasks again. */
  void restartFailed() throws IOException, InterruptedException {
    for (String name : plan.connectors().keySet()) {
      rest.restartFailed(name);
    }
  }
}
