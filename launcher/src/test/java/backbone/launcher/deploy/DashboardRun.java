// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.launcher.deploy.Dashboards.Query;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks everything that the dashboards ask, in the way in which Grafana would ask it. */
public final class DashboardRun {

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  private final Dashboards dashboards = Dashboards.of(Deployment.ours());
  private final PrometheusApi prometheus;
  private final SearchApi elasticsearch;

  /**
   * Makes one.
   *
   * @param prometheus base URL
   * @param elasticsearch base URL
   */
  public DashboardRun(String prometheus, String elasticsearch) {
    this.prometheus = new PrometheusApi(prometheus);
    this.elasticsearch = new SearchApi(elasticsearch);
  }

  /** The queries that have no data now, each with where it stands. */
  public List<String> empty() throws IOException, InterruptedException {
    List<String> empty = new ArrayList<>();
    Map<String, List<Variables>> byFile = new TreeMap<>();
    for (String file : dashboards.byFile().keySet()) {
      byFile.put(file, variables(file));
    }
    for (Query query : dashboards.queries()) {
      boolean data = false;
      for (Variables variables : byFile.get(query.file())) {
        data = data || data(query, variables);
      }
      if (!data) {
        empty.add(query.where());
      }
    }
    return empty;
  }

  /**
   * The largest number that a graph shows.
   *
   * @param where file, title and letter of a query to Prometheus
   */
  public double most(String where) throws IOException, InterruptedException {
    return most(where, false);
  }

  /** The largest number that it shows at its right edge. */
  public double now(String where) throws IOException, InterruptedException {
    return most(where, true);
  }

  private double most(String where, boolean now) throws IOException, InterruptedException {
    double most = Double.NEGATIVE_INFINITY;
    for (Query query : dashboards.queries()) {
      if (query.where().equals(where)) {
        for (Variables variables : variables(query.file())) {
          most = Math.max(most, prometheus.most(variables.promql(query.expr()), now).orElse(most));
        }
      }
    }
    return most;
  }

  /**
   * How many panels there are by their kind: all of them could be checked by their queries only.
   */
  public String shown() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (JsonNode dashboard : dashboards.byFile().values()) {
      for (JsonNode panel : dashboard.path("panels")) {
        kinds.merge(panel.path("type").asText(), 1, Integer::sum);
      }
    }
    kinds.remove("row");
    return dashboards.queries().size() + " queries of panels " + kinds;
  }

  private boolean data(Query query, Variables variables) throws IOException, InterruptedException {
    return switch (query.type()) {
      case "prometheus" ->
          prometheus.most(variables.promql(query.expr()), query.instant()).isPresent();
      case "elasticsearch" ->
          elasticsearch.has(
              String.valueOf(dashboards.settings(query.source()).get("index")),
              variables.lucene(query.lucene()),
              query.target());
      default -> throw new IllegalStateException(query.where() + " asks " + query.type());
    };
  }

  /** All choices of a user: everything, and where one value must be chosen, each in turn. */
  private List<Variables> variables(String file) throws IOException, InterruptedException {
    List<Variables> choices = List.of(new Variables(new LinkedHashMap<>()));
    for (JsonNode variable : dashboards.byFile().get(file).at("/templating/list")) {
      String name = variable.path("name").asText();
      List<Variables> more = new ArrayList<>();
      for (Variables chosen : choices) {
        if (variable.path("type").asText().equals("query")) {
          List<String> values = values(chosen, variable.at("/query/query").asText());
          if (variable.path("multi").asBoolean()) {
            more.add(chosen.with(name, values));
          } else {
            values.forEach(value -> more.add(chosen.with(name, value)));
          }
        } else {
          more.add(chosen.with(name, variable.path("query").asText()));
        }
      }
      choices = more;
    }
    return choices;
  }

  private List<String> values(Variables chosen, String query)
      throws IOException, InterruptedException {
    Matcher asked = LABEL_VALUES.matcher(query);
    if (!asked.matches()) {
      throw new IllegalStateException("this is no question of a variable: " + query);
    }
    return prometheus.labelValues(chosen.promql(asked.group(1)), asked.group(2));
  }
}
