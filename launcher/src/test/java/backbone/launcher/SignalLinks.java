// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.servers.Probe;
import backbone.testkit.Eventually;
import backbone.testkit.RealJaeger;
import backbone.testkit.RealPrometheus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is behind the links between the signals, asked of a real Jaeger and a real Elasticsearch.
 */
final class SignalLinks {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> MONITOR =
      List.of("calls?", "errors?", "latencies?quantile=0.95&");
  private static final int EXEMPLARS = 20;
  private static final String SERVICE = "payment-service";

  private SignalLinks() {}

  /** Jaeger's Monitor tab has its three graphs, of a service and of its operations. */
  static void monitorTab(RealJaeger jaeger) throws Exception {
    for (String graph : MONITOR) {
      for (boolean byOperation : List.of(false, true)) {
        String url =
            jaeger.queryUrl()
                + "/api/metrics/"
                + graph
                + "service="
                + SERVICE
                + "&spanKind=server&lookback=600000&step=5000&ratePer=60000&groupByOperation="
                + byOperation;
        Eventually.await("numbers of " + url, () -> hasNumber(url));
      }
    }
  }

  private static boolean hasNumber(String url) throws IOException {
    for (JsonNode metric : json(url).path("metrics")) {
      for (JsonNode point : metric.path("metricPoints")) {
        if (point.at("/gaugeValue/doubleValue").isNumber()) {
          return true;
        }
      }
    }
    return false;
  }

  /** A trace that the table of kept traces shows is in Jaeger, and its lines are in the logs. */
  static void traceAndItsLogs(Embedded backbone, RealJaeger jaeger) throws Exception {
    Eventually.await(
        "a kept trace in Jaeger and in the logs",
        () -> {
          JsonNode spans = backbone.search("/telemetry-spans-*/_search?size=20&q=span.kind:server");
          for (JsonNode hit : spans.at("/hits/hits")) {
            String id = hit.at("/_source/trace_id").asText();
            JsonNode trace = json(jaeger.queryUrl() + "/api/traces/" + id);
            JsonNode lines =
                backbone.search("/telemetry-logs-*/_search?q=trace_id:%22" + id + "%22");
            if (!trace.path("data").isEmpty() && !lines.at("/hits/hits").isEmpty()) {
              return true;
            }
          }
          return false;
        });
  }

  /** Each dot on the chart of durations leads to a trace. */
  static void exemplars(RealPrometheus prometheus, RealJaeger jaeger) throws Exception {
    Set<String> traces = new HashSet<>();
    Eventually.await(
        EXEMPLARS + " exemplars",
        () -> {
          traces.clear();
          long now = System.currentTimeMillis() / 1000;
          String url =
              prometheus.url()
                  + "/api/v1/query_exemplars?query=traces_span_metrics_duration_milliseconds_bucket"
                  + "&start="
                  + (now - 600)
                  + "&end="
                  + (now + 60);
          for (JsonNode series : json(url).path("data")) {
            series
                .path("exemplars")
                .forEach(one -> traces.add(one.at("/labels/trace_id").asText()));
          }
          return traces.size() >= EXEMPLARS;
        });
    int all = traces.size();
    Eventually.await(
        "the traces of all exemplars in Jaeger",
        () -> {
          for (String id : List.copyOf(traces)) {
            if (!json(jaeger.queryUrl() + "/api/traces/" + id).path("data").isEmpty()) {
              traces.remove(id);
            }
          }
          return traces.isEmpty();
        });
    System.out.println("Exemplars of " + all + " traces, each is in Jaeger.");
  }

  private static JsonNode json(String url) throws IOException {
    String body = Probe.get(url);
    return body == null ? JSON.createObjectNode() : JSON.readTree(body);
  }
}
