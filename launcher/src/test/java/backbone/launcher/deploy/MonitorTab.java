// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the Monitor tab of Jaeger asks Prometheus for, by the settings in {@code config.yaml}: names
 * begin with a namespace, and have the endings of Prometheus only where they are to be normalized.
 */
public final class MonitorTab {

  static final String CONFIG = "deploy/jaeger/config.yaml";

  private static final String NAMESPACE = "traces_span_metrics";
  private static final String EXTENSIONS = "extensions";

  private MonitorTab() {}

  /** The options of a Jaeger that asks as the shipped one does. */
  public static Map<String, String> options(String prometheusUrl) {
    Map<String, Object> settings = settings(Deployment.ours());
    return Map.of(
        "server-url", prometheusUrl,
        "query.namespace", namespace(settings),
        "query.normalize-calls", String.valueOf(settings.get("normalize_calls")),
        "query.normalize-duration", String.valueOf(settings.get("normalize_duration")));
  }

  /** What is asked for although nobody exports it. */
  static List<String> strangers(Deployment deployment) {
    Map<String, Object> settings = settings(deployment);
    String calls = namespace(settings) + "_calls" + ending(settings, "calls", "_total");
    String durations =
        namespace(settings) + "_duration" + ending(settings, "duration", "_milliseconds");
    String some = "{service_name =~ \"a|b\", span_kind =~ \"SPAN_KIND_SERVER\"}[10m]";
    String failed = some.replace("}", ", status_code = \"STATUS_CODE_ERROR\"}");
    String by = ") by (service_name,span_name";
    MetricTable table = MetricTable.of(deployment);
    List<String> problems = new ArrayList<>();
    problems.addAll(table.strangers("sum(rate(" + calls + some + ")" + by + ")"));
    problems.addAll(table.strangers("sum(rate(" + calls + failed + ")" + by + ")"));
    problems.addAll(
        table.strangers(
            "histogram_quantile(0.95, sum(rate("
                + durations
                + "_bucket"
                + some
                + ")"
                + by
                + ",le))"));
    return problems;
  }

  private static Map<String, Object> settings(Deployment deployment) {
    Map<String, Object> extensions = Deployment.map(deployment.yaml(CONFIG).get(EXTENSIONS));
    Map<String, Object> query =
        Deployment.map(Deployment.map(extensions.get("jaeger_query")).get("storage"));
    Map<String, Object> backends =
        Deployment.map(Deployment.map(extensions.get("jaeger_storage")).get("metric_backends"));
    Map<String, Object> backend =
        Deployment.map(backends.get(String.valueOf(query.get("metrics"))));
    Map<String, Object> settings = Deployment.map(backend.get("prometheus"));
    if (!settings.containsKey("endpoint")) {
      throw new IllegalStateException(CONFIG + " has no Prometheus named " + query.get("metrics"));
    }
    return settings;
  }

  private static String namespace(Map<String, Object> settings) {
    return String.valueOf(settings.getOrDefault("metrics_namespace", NAMESPACE));
  }

  private static String ending(Map<String, Object> settings, String what, String ending) {
    return Boolean.TRUE.equals(settings.get("normalize_" + what)) ? ending : "";
  }
}
