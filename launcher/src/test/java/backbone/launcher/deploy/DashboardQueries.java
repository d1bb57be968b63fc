// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.launcher.deploy.Dashboards.Query;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What dashboards and data sources ask for is there: metrics, labels, fields of indices. */
final class DashboardQueries {

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?<selector>.+), (?<label>\\w+)\\)");

  private DashboardQueries() {}

  static List<String> all(Deployment deployment) {
    Dashboards dashboards = Dashboards.of(deployment);
    List<String> problems = new ArrayList<>();
    problems.addAll(metrics(deployment, dashboards));
    problems.addAll(fields(dashboards));
    return problems;
  }

  /** As Prometheus would have to read them: a time for each of Grafana's, a word for each other. */
  static String plain(String expr) {
    return expr.replaceAll("\\$__(rate_)?(interval|range)", "5m").replaceAll("\\$\\w+", "any");
  }

  /** All expressions, those of variables and of links between signals among them. */
  static List<String> expressions(Dashboards of) {
    List<String> all = new ArrayList<>();
    of.queries().stream().filter(Query::promql).forEach(query -> all.add(plain(query.expr())));
    for (String file : of.byFile().keySet()) {
      of.variableQueries(file)
          .forEach(
              (name, query) -> {
                Matcher values = LABEL_VALUES.matcher(query);
                if (!values.matches()) {
                  throw new IllegalStateException(file + ": $" + name + " asks " + query);
                }
                String by = "count by (" + values.group("label") + ") ";
                all.add(plain(by + "(" + values.group("selector") + ")"));
              });
    }
    all.addAll(linked(of));
    return all;
  }

  /** What a span leads to in Prometheus. */
  private static List<String> linked(Dashboards of) {
    List<String> all = new ArrayList<>();
    for (String uid : of.sources().keySet()) {
      Map<String, Object> link = Deployment.map(of.settings(uid).get("tracesToMetrics"));
      List<String> matchers = new ArrayList<>();
      for (Object tag : (List<?>) link.getOrDefault("tags", List.of())) {
        matchers.add(Deployment.map(tag).get("value") + "=\"any\"");
      }
      for (Object query : (List<?>) link.getOrDefault("queries", List.of())) {
        String expr = String.valueOf(Deployment.map(query).get("query"));
        all.add(expr.replace("$$__tags", String.join(",", matchers)));
      }
    }
    return all;
  }

  private static List<String> metrics(Deployment deployment, Dashboards of) {
    MetricTable table = MetricTable.of(deployment);
    List<String> problems = new ArrayList<>();
    for (String expr : expressions(of)) {
      table.strangers(expr).forEach(problem -> problems.add(problem + ": " + expr));
    }
    return problems;
  }

  private static List<String> fields(Dashboards of) {
    List<String> problems = new ArrayList<>();
    for (Query query : of.queries()) {
      if (query.type().equals("elasticsearch")) {
        SearchFields known =
            SearchFields.of(String.valueOf(of.settings(query.source()).get("index")));
        SearchFields.named(query.lucene()).stream()
            .filter(field -> !known.contains(field))
            .forEach(field -> problems.add(query.where() + " searches by " + field));
        counted(query.target(), "metrics", "bucketAggs")
            .filter(field -> !known.aggregates(field))
            .forEach(field -> problems.add(query.where() + " counts by " + field));
      }
    }
    problems.addAll(columns(of));
    return problems;
  }

  private static Stream<String> counted(JsonNode target, String... lists) {
    return Stream.of(lists)
        .flatMap(list -> StreamSupport.stream(target.path(list).spliterator(), false))
        .map(agg -> agg.path("field").asText())
        .filter(field -> !field.isEmpty());
  }

  /** Columns of tables of documents are fields of their index. */
  private static List<String> columns(Dashboards of) {
    List<String> problems = new ArrayList<>();
    of.byFile()
        .forEach(
            (file, dashboard) -> {
              for (JsonNode panel : dashboard.path("panels")) {
                String source = panel.at("/datasource/uid").asText();
                for (JsonNode name :
                    panel.path("transformations").findPath("include").path("names")) {
                  Object index = of.settings(source).get("index");
                  if (!SearchFields.of(String.valueOf(index)).contains(name.asText())) {
                    problems.add(file + " shows the column " + name);
                  }
                }
              }
            });
    return problems;
  }
}
