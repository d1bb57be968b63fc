// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The links of Grafana's data sources: from a number to its trace, from a log line to its trace,
 * and from a span to its logs and numbers.
 */
final class SourceLinks {

  /** One {@code $} alone is replaced from Grafana's environment, and then the link is cut there. */
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("(?<!\\$)\\$(?!\\$)\\{?\\w+");

  private static final Pattern SECRET = Pattern.compile("\\$TELEMETRY_GRAFANA_PASSWORD");

  private SourceLinks() {}

  static List<String> all(Deployment deployment) {
    Dashboards of = Dashboards.of(deployment);
    List<String> problems = new ArrayList<>();
    FROM_ENVIRONMENT
        .matcher(uncommented(deployment.text(Dashboards.SOURCES)))
        .results()
        .map(found -> found.group())
        .filter(found -> !SECRET.matcher(found).matches())
        .forEach(found -> problems.add(found + " is read from the environment; write $$"));
    for (String uid : of.sources().keySet()) {
      Map<String, Object> settings = of.settings(uid);
      for (String way : List.of("exemplarTraceIdDestinations", "dataLinks")) {
        links(settings, way).forEach(link -> open(of, uid, link, problems));
      }
      for (String way : List.of("tracesToLogsV2", "tracesToMetrics")) {
        spans(of, uid, Deployment.map(settings.get(way)), problems);
      }
    }
    ways(of, problems);
    return problems;
  }

  private static String uncommented(String yaml) {
    return yaml.replaceAll("(?m)^\\s*#.*$", "");
  }

  private static List<Map<String, Object>> links(Map<String, Object> settings, String way) {
    return ((List<?>) settings.getOrDefault(way, List.of())).stream().map(Deployment::map).toList();
  }

  /** A link to a trace: by a data source, or by an address. */
  private static void open(
      Dashboards of, String uid, Map<String, Object> link, List<String> problems) {
    Object target = link.get("datasourceUid");
    if (target != null && !of.sources().containsKey(target)) {
      problems.add(uid + " links to the data source " + target);
    }
    Object field = link.get("field");
    if (field != null) {
      String index = String.valueOf(of.settings(uid).get("index"));
      // Grafana's links do not work on names with a dot.
      if (!SearchFields.of(index).contains(field.toString()) || field.toString().contains(".")) {
        problems.add(uid + " links from " + field);
      }
    }
    if (target == null && !String.valueOf(link.get("url")).contains("$${__value.raw}")) {
      problems.add(uid + " has a link that does not name its value");
    }
  }

  /** A link from a span: back in time from its start, and on from its end. */
  private static void spans(
      Dashboards of, String uid, Map<String, Object> link, List<String> problems) {
    if (link.isEmpty()) {
      return;
    }
    Object target = link.get("datasourceUid");
    if (!of.sources().containsKey(String.valueOf(target))) {
      problems.add(uid + " links to the data source " + target);
      return;
    }
    String start = String.valueOf(link.get("spanStartTimeShift"));
    String end = String.valueOf(link.get("spanEndTimeShift"));
    if (!start.matches("-\\d+[mh]") || !end.matches("\\d+[mh]")) {
      problems.add(uid + " turns the range around: " + start + " to " + end);
    }
    Object index = of.settings(String.valueOf(target)).get("index");
    Object query = link.get("query");
    if (index != null && query != null) {
      SearchFields fields = SearchFields.of(index.toString());
      SearchFields.named(query.toString()).stream()
          .filter(field -> !fields.contains(field))
          .forEach(field -> problems.add(uid + " searches logs by " + field));
    }
  }

  /** Every pair of signals is linked. */
  private static void ways(Dashboards of, List<String> problems) {
    Map<String, String> wanted =
        Map.of(
            "prometheus", "exemplarTraceIdDestinations",
            "logs", "dataLinks",
            "spans", "dataLinks",
            "jaeger", "tracesToLogsV2 tracesToMetrics nodeGraph");
    wanted.forEach(
        (uid, ways) -> {
          for (String way : ways.split(" ", -1)) {
            if (Objects.isNull(of.settings(uid).get(way))) {
              problems.add(uid + " has no " + way);
            }
          }
        });
  }
}
