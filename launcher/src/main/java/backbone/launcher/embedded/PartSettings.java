// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.UpSettings.Up;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that the embedded default gives each of our own parts. */
final class PartSettings {

  /** The demo's services and the teams that own them. */
  private static final Map<String, String> DEMO_TEAMS =
      Map.of(
          "auth-service", "identity",
          "payment-service", "payments",
          "order-service", "commerce",
          "inventory-service", "commerce");

  private static final String DEMO_ENV = "prod";
  private static final String DEMO_REGION = "kr";

  /** Where the demo's shop is said to run. */
  static final CpuSampler.Origin DEMO_ORIGIN = new CpuSampler.Origin(DEMO_ENV, DEMO_REGION);

  private final Up up;
  private final DataFolder folder;
  private final Alerting alerting;

  PartSettings(Up up, DataFolder folder, Alerting alerting) {
    this.up = up;
    this.folder = folder;
    this.alerting = alerting;
  }

  boolean shipperNeeded() {
    return up.demo() || !up.logs().isEmpty();
  }

  Map<String, Object> of(String part) {
    Map<String, Object> settings = new LinkedHashMap<>();
    switch (part) {
      case "jobs" -> jobs(settings);
      case "shipper" -> shipper(settings);
      case "gateway" -> gateway(settings);
      case "demo" -> demo(settings);
      case "console" -> console(settings);
      default -> throw new IllegalArgumentException("bug: no settings for " + part);
    }
    return settings;
  }

  private void jobs(Map<String, Object> s) {
    s.put("kafka.bootstrap.servers", up.kafka());
    s.put("jobs.registry.urls", up.registryUrl());
    s.put("jobs.state.dir", folder.part("jobs").toString());
    s.put("jobs.metrics.address", up.ports().address(Port.JOBS_METRICS));
  }

  private void shipper(Map<String, Object> s) {
    s.put("kafka.bootstrap.servers", up.kafka());
    s.put("shipper.state.dir", folder.part("shipper").toString());
    s.put("shipper.metrics.address", up.ports().address(Port.SHIPPER_METRICS));
    s.put("shipper.forbidden.dirs", List.of(folder.logs().toString()));
    List<Map<String, Object>> inputs = new ArrayList<>();
    if (up.demo()) {
      DEMO_TEAMS.keySet().stream().sorted().forEach(service -> inputs.add(demoInput(service)));
    }
    if (!up.logs().isEmpty()) {
      inputs.add(
          Map.of(
              "paths", up.logs(),
              "env", up.env(),
              "region", up.region()));
    }
    s.put("shipper.inputs", inputs);
  }

  /** Rotated files too: one that rotates while the shipper is down must still be read. */
  private Map<String, Object> demoInput(String service) {
    return Map.of(
        "paths", List.of(folder.demoLogs() + "/" + service + "*.log*"),
        "service", service,
        "team", DEMO_TEAMS.get(service),
        "env", DEMO_ENV,
        "region", DEMO_REGION);
  }

  private void gateway(Map<String, Object> s) {
    s.put("kafka.bootstrap.servers", up.kafka());
    s.put("gateway.grpc.address", up.ports().address(Port.GATEWAY_GRPC));
    s.put("gateway.http.address", up.ports().address(Port.GATEWAY_HTTP));
    s.put("gateway.metrics.address", up.ports().address(Port.GATEWAY_METRICS));
    s.put("gateway.env", up.env());
    s.put("gateway.region", up.region());
    if (up.otlpMetrics() != null) {
      s.put("gateway.otlp.metrics.url", up.otlpMetrics());
    }
  }

  private void demo(Map<String, Object> s) {
    s.put("kafka.bootstrap.servers", up.kafka());
    s.put("demo.env", DEMO_ENV);
    s.put("demo.region", DEMO_REGION);
    s.put("demo.logs.dir", folder.demoLogs().toString());
    s.put("demo.fault.file", folder.demoFault().toString());
  }

  private void console(Map<String, Object> s) {
    s.put("kafka.bootstrap.servers", up.kafka());
    s.put("console.address", up.ports().address(Port.CONSOLE));
    s.put("console.elasticsearch.hosts", up.elasticsearchUrl());
    s.put("console.registry.urls", up.registryUrl());
    s.put("console.jobs.url", up.ports().url(Port.JOBS_METRICS));
    if (alerting.prometheus().isPresent()) {
      s.put("console.prometheus.url", up.ports().url(Port.PROMETHEUS));
    }
    if (alerting.alertmanager().isPresent()) {
      s.put("console.alertmanager.url", up.ports().url(Port.ALERTMANAGER));
    }
    if (shipperNeeded()) {
      s.put("console.shipper.health", up.ports().url(Port.SHIPPER_METRICS) + "/health");
    }
  }
}
