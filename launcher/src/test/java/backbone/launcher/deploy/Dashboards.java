// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Grafana's dashboards and data sources as their files say.
 *
 * @param byFile dashboards by path
 * @param sources data sources by uid
 */
record Dashboards(Map<String, JsonNode> byFile, Map<String, Map<String, Object>> sources) {

  static final String FOLDER = "deploy/grafana/dashboards/";
  static final String SOURCES = "deploy/grafana/provisioning/datasources/telemetry.yml";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One question of a panel, an annotation or a variable.
   *
   * @param where for people, such as {@code host.json, CPU in use, A}
   * @param file of the dashboard
   * @param type of the data source that is asked, such as {@code prometheus}
   * @param source its uid
   * @param target as Grafana keeps it
   */
  record Query(String where, String file, String type, String source, JsonNode target) {

    boolean promql() {
      return type.equals("prometheus");
    }

    /** Whether one moment is asked for, and not each of a time. */
    boolean instant() {
      return target.path("instant").asBoolean();
    }

    String expr() {
      return target.path("expr").asText();
    }

    /** Lucene's syntax, with variables. */
    String lucene() {
      return target.path("query").asText();
    }
  }

  static Dashboards of(Deployment deployment) {
    Map<String, JsonNode> byFile = new TreeMap<>();
    for (String file : deployment.below(FOLDER)) {
      try {
        byFile.put(file, JSON.readTree(deployment.text(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " is no JSON", e);
      }
    }
    Map<String, Map<String, Object>> sources = new LinkedHashMap<>();
    for (Object source : (List<?>) deployment.yaml(SOURCES).get("datasources")) {
      Map<String, Object> map = Deployment.map(source);
      sources.put(String.valueOf(map.get("uid")), map);
    }
    return new Dashboards(byFile, sources);
  }

  /** Uids of all dashboards, by file. */
  Map<String, String> uids() {
    Map<String, String> uids = new TreeMap<>();
    byFile.forEach((file, dashboard) -> uids.put(file, dashboard.path("uid").asText()));
    return uids;
  }

  Set<String> variables(String file) {
    return new TreeSet<>(byFile.get(file).at("/templating/list").findValuesAsText("name"));
  }

  /** All that panels and annotations ask. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    byFile.forEach(
        (file, dashboard) -> {
          for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
              queries.add(query(file, panel.path("title").asText(), target, target));
            }
          }
          for (JsonNode note : dashboard.at("/annotations/list")) {
            queries.add(query(file, note.path("name").asText(), note, note.path("target")));
          }
        });
    return queries;
  }

  private static Query query(String file, String title, JsonNode asked, JsonNode target) {
    String name = file.substring(FOLDER.length());
    return new Query(
        name + ", " + title + ", " + target.path("refId").asText(),
        file,
        asked.at("/datasource/type").asText(),
        asked.at("/datasource/uid").asText(),
        target);
  }

  /** What the variables of a dashboard ask Prometheus for: a selector and a label, by name. */
  Map<String, String> variableQueries(String file) {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode variable : byFile.get(file).at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        queries.put(variable.path("name").asText(), variable.at("/query/query").asText());
      }
    }
    return queries;
  }

  /** Hands over every text in a dashboard, wherever it stands. */
  static void texts(JsonNode node, Consumer<String> each) {
    if (node.isTextual()) {
      each.accept(node.asText());
    }
    node.forEach(child -> texts(child, each));
  }

  /** Settings of a data source that depend on its kind. */
  Map<String, Object> settings(String uid) {
    return Deployment.map(sources.get(uid).get("jsonData"));
  }
}
