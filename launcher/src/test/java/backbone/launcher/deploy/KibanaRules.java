// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.launcher.deploy.KibanaObjects.Question;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Kibana's saved objects must hold to be imported and shown: the attributes that each type
 * has, references that lead somewhere, and fields that the index has.
 */
final class KibanaRules {

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "index-pattern", Set.of("title", "name", "timeFieldName", "fieldFormatMap"),
          "search", Set.of("title", "columns", "sort", "kibanaSavedObjectMeta"),
          "lens", Set.of("title", "visualizationType", "state"),
          "dashboard",
              Set.of("title", "panelsJSON", "optionsJSON", "kibanaSavedObjectMeta", "timeFrom"));

  private static final Pattern VIEWED = Pattern.compile("/app/dashboards#/view/([\\w-]+)");
  private static final Pattern DATA_VIEW = Pattern.compile("dataViewId:([\\w-]+)");

  /** Columns of a dashboard's grid. */
  private static final int COLUMNS = 48;

  private KibanaRules() {}

  static List<String> all(Deployment deployment) {
    KibanaObjects of = KibanaObjects.of(deployment);
    List<String> problems = new ArrayList<>();
    of.byKey()
        .forEach(
            (key, object) -> {
              attributes(key, object, problems);
              references(of, key, object, problems);
            });
    of.ofType("lens").forEach(lens -> layers(lens, problems));
    of.ofType("dashboard").forEach(dashboard -> panels(of, dashboard, problems));
    of.questions().forEach(question -> fields(question, problems));
    links(deployment, of, problems);
    return problems;
  }

  private static void attributes(String key, JsonNode object, List<String> problems) {
    Set<String> wanted = ATTRIBUTES.get(object.path("type").asText());
    if (wanted == null) {
      problems.add(key + " is of a type that nobody has checked");
      return;
    }
    wanted.stream()
        .filter(name -> !object.path("attributes").hasNonNull(name))
        .forEach(name -> problems.add(key + " has no " + name));
    for (String version : List.of("coreMigrationVersion", "typeMigrationVersion")) {
      // What is newer than the server is refused; what is older is brought up to date.
      if (!object.path(version).asText().matches("8\\.[0-9]\\.0")) {
        problems.add(key + " has the " + version + " " + object.path(version).asText());
      }
    }
  }

  private static void references(
      KibanaObjects of, String key, JsonNode object, List<String> problems) {
    Set<String> names = new HashSet<>();
    for (JsonNode reference : object.path("references")) {
      String name = reference.path("name").asText();
      if (!names.add(name) || of.referred(object, name).isMissingNode()) {
        problems.add(key + " refers to " + reference);
      }
    }
  }

  /** A picture shows the columns of its layer, and each column has its order. */
  private static void layers(JsonNode lens, List<String> problems) {
    JsonNode state = lens.at("/attributes/state");
    JsonNode layers = state.at("/datasourceStates/formBased/layers");
    Set<String> known = new HashSet<>();
    Set<String> ordered = new HashSet<>();
    for (JsonNode layer : layers) {
      layer.path("columns").fieldNames().forEachRemaining(known::add);
      layer.path("columnOrder").forEach(id -> ordered.add(id.asText()));
    }
    Set<String> shown = new HashSet<>(state.path("visualization").findValuesAsText("columnId"));
    shown.addAll(state.path("visualization").findValuesAsText("xAccessor"));
    shown.addAll(state.path("visualization").findValuesAsText("splitAccessor"));
    state
        .path("visualization")
        .findValues("accessors")
        .forEach(list -> list.forEach(id -> shown.add(id.asText())));
    if (!known.equals(ordered) || !known.equals(shown)) {
      problems.add(lens.path("id") + ": " + known + " in the order " + ordered + " as " + shown);
    }
    for (String layer : state.path("visualization").findValuesAsText("layerId")) {
      if (!layers.has(layer)) {
        problems.add(lens.path("id") + " shows the layer " + layer);
      }
    }
  }

  private static void panels(KibanaObjects of, JsonNode dashboard, List<String> problems) {
    Set<Integer> cells = new HashSet<>();
    for (JsonNode panel : KibanaObjects.json(dashboard.at("/attributes/panelsJSON").asText())) {
      String index = panel.path("panelIndex").asText();
      JsonNode at = panel.path("gridData");
      JsonNode shown = of.referred(dashboard, index + ":" + panel.path("panelRefName").asText());
      if (!shown.path("type").equals(panel.path("type")) || !at.path("i").asText().equals(index)) {
        problems.add(dashboard.path("id") + " shows no " + panel.path("type") + " at " + index);
      }
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          if (x >= COLUMNS || !cells.add(y * COLUMNS + x)) {
            problems.add(dashboard.path("id") + ": " + index + " covers another panel");
            return;
          }
        }
      }
    }
  }

  private static void fields(Question question, List<String> problems) {
    SearchFields known = SearchFields.of(question.index());
    Set<String> named = new HashSet<>(SearchFields.named(question.kql()));
    named.addAll(question.fields());
    named.stream()
        .filter(field -> !known.contains(field))
        .forEach(field -> problems.add(question.where() + " names " + field));
    question.groups().stream()
        .filter(field -> !known.aggregates(field))
        .forEach(field -> problems.add(question.where() + " counts by " + field));
  }

  /** What Grafana and Jaeger open in Kibana is there. */
  private static void links(Deployment deployment, KibanaObjects of, List<String> problems) {
    deployment
        .texts()
        .forEach(
            (file, text) -> {
              VIEWED
                  .matcher(text)
                  .results()
                  .filter(link -> !of.byKey().containsKey("dashboard/" + link.group(1)))
                  .forEach(link -> problems.add(file + " opens " + link.group()));
              DATA_VIEW
                  .matcher(text)
                  .results()
                  .filter(link -> !of.byKey().containsKey("index-pattern/" + link.group(1)))
                  .forEach(link -> problems.add(file + " opens " + link.group()));
            });
  }
}
