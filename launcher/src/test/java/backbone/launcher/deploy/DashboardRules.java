// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.launcher.deploy.Dashboards.Query;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold between the parts of a dashboard, and between dashboards. */
final class DashboardRules {

  /** Grafana 13 writes this version, and reads it without moving anything about. */
  static final int SCHEMA = 42;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

  /** What Grafana itself sets. */
  private static final Set<String> BUILT_IN =
      Set.of("__rate_interval", "__interval", "__range", "__field", "__value", "__url_time_range");

  private static final Pattern DASHBOARD = Pattern.compile("/d/([\\w-]+)(?:\\?([^\\s\"']*))?");
  private static final Pattern GIVEN = Pattern.compile("var-(\\w+)=");
  private static final Pattern NODE_WIDTH = Pattern.compile("[0-9]+");

  /** Columns of Grafana's grid. */
  private static final int COLUMNS = 24;

  private DashboardRules() {}

  static List<String> all(Deployment deployment) {
    Dashboards dashboards = Dashboards.of(deployment);
    List<String> problems = new ArrayList<>();
    problems.addAll(identities(dashboards));
    problems.addAll(sources(dashboards));
    problems.addAll(variables(dashboards));
    problems.addAll(links(deployment, dashboards));
    return problems;
  }

  /** Each dashboard is itself, and so is each panel, which covers no other. */
  private static List<String> identities(Dashboards of) {
    List<String> problems = new ArrayList<>();
    Set<String> uids = new HashSet<>();
    of.byFile()
        .forEach(
            (file, dashboard) -> {
              if (!uids.add(dashboard.path("uid").asText())) {
                problems.add(file + " has the uid of another dashboard");
              }
              if (dashboard.path("schemaVersion").asInt() != SCHEMA) {
                problems.add(file + " has another schema than " + SCHEMA);
              }
              panels(file, dashboard, problems);
            });
    return problems;
  }

  private static void panels(String file, JsonNode dashboard, List<String> problems) {
    Set<String> ids = new HashSet<>();
    Set<Integer> cells = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      String id = panel.path("id").asText();
      if (!NODE_WIDTH.matcher(id).matches() || !ids.add(id)) {
        problems.add(file + ": the panel id " + id + " is no number of its own");
      }
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          if (x >= COLUMNS || !cells.add(y * COLUMNS + x)) {
            problems.add(file + ": " + panel.path("title").asText() + " covers another panel");
            return;
          }
        }
      }
    }
  }

  /** Every question goes to a data source that there is. */
  private static List<String> sources(Dashboards of) {
    List<String> problems = new ArrayList<>();
    for (Query query : of.queries()) {
      Map<String, Object> source = of.sources().get(query.source());
      if (source == null || !query.type().equals(source.get("type"))) {
        problems.add(query.where() + " asks " + query.type() + " " + query.source());
      }
    }
    return problems;
  }

  private static List<String> variables(Dashboards of) {
    List<String> problems = new ArrayList<>();
    of.byFile()
        .forEach(
            (file, dashboard) -> {
              Set<String> known = new HashSet<>(of.variables(file));
              known.addAll(BUILT_IN);
              Set<String> unused = of.variables(file);
              Dashboards.texts(
                  dashboard,
                  text ->
                      VARIABLE
                          .matcher(text)
                          .results()
                          .map(found -> found.group(1))
                          .filter(name -> !name.equals("__all"))
                          .peek(unused::remove)
                          .filter(name -> !known.contains(name))
                          .forEach(name -> problems.add(file + " does not know $" + name)));
              unused.forEach(name -> problems.add(file + " does not use $" + name));
            });
    return problems;
  }

  /** Links from dashboards, rules and pages lead to a dashboard, with variables that it has. */
  private static List<String> links(Deployment deployment, Dashboards of) {
    List<String> problems = new ArrayList<>();
    Map<String, String> fileByUid =
        of.uids().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (a, b) -> a));
    deployment
        .texts()
        .forEach(
            (file, text) ->
                DASHBOARD
                    .matcher(text)
                    .results()
                    .forEach(
                        link -> {
                          String target = fileByUid.get(link.group(1));
                          if (target == null) {
                            problems.add(file + " links to " + link.group() + ", which is not");
                          } else if (link.group(2) != null) {
                            GIVEN
                                .matcher(link.group(2))
                                .results()
                                .filter(g -> !of.variables(target).contains(g.group(1)))
                                .forEach(g -> problems.add(file + " gives " + g + " to " + target));
                          }
                        }));
    return problems;
  }
}
