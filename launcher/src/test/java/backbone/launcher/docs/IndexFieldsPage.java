// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static backbone.launcher.docs.Markdown.literal;

import backbone.schema.LogDocument;
import backbone.schema.otlp.SpanDocument;
import backbone.sink.elasticsearch.Indexed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every field of every index, from the templates and from documents as the sink writes them. */
final class IndexFieldsPage {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HEAD =
      List.of("Field", "Mapping", "Searched how", "Meaning", "Example");
  private static final int EXAMPLE_CHARS_MAX = 60;
  private static final String SERIES =
      "traces_span_metrics_duration_milliseconds{service_name=\"payment-service\",...}";

  private IndexFieldsPage() {}

  static String text() throws IOException {
    Markdown page = new Markdown("Index fields");
    page.say(
        "One index per signal, team and event day (UTC). What happened more than "
            + Indexed.pastMax().toDays()
            + " days before or "
            + Indexed.futureMax().toHours()
            + " hour after its arrival is in `...-outside`. The mappings are closed: a field that"
            + " is not listed here is in `attributes`, as a flattened object, whose keys are"
            + " searched as `attributes.<key>`. Absent values are left out. The sink installs the"
            + " index templates, and never replaces a newer one.");
    logs(page);
    spans(page);
    minutes(page);
    return page.toString();
  }

  private static void logs(Markdown page) throws IOException {
    Map<String, String> meanings = FieldSources.meanings(Samples::log, LogDocument::json);
    signal(page, "logs", "payments", LogDocument.json(Samples.log()), meanings);
  }

  private static void spans(Markdown page) throws IOException {
    SpanDocument span = SpanDocument.of(Samples.trace(), Samples.ARRIVAL_MS).get(0);
    signal(page, "spans", "payments", span.json(), SpanMeanings.SENTENCES);
  }

  private static void minutes(Markdown page) throws IOException {
    Map<String, String> meanings =
        new TreeMap<>(FieldSources.meanings(Samples::minute, IndexFieldsPage::document));
    meanings.put("event.ingested", "Broker append time of the record.");
    meanings.put("metric.series", "The whole series in Prometheus' form; the record's key.");
    signal(page, "metrics", null, document(Samples.minute()), meanings);
  }

  private static byte[] document(backbone.schema.MetricMinute minute) {
    return Indexed.document(minute, SERIES, Samples.ARRIVAL_MS);
  }

  private static void signal(
      Markdown page, String signal, String team, byte[] document, Map<String, String> meanings)
      throws IOException {
    String index = Indexed.index(signal, Samples.EVENT_NANO, Samples.ARRIVAL_MS, team);
    page.heading(literal("telemetry-" + signal + "-*"))
        .say("Such as " + literal(index) + "; template " + literal("telemetry-" + signal) + ".");
    JsonNode example = JSON.readTree(document);
    Map<String, JsonNode> mapping = new LinkedHashMap<>();
    Indexed.mapping(signal)
        .path("properties")
        .properties()
        .forEach(field -> mapping.put(field.getKey(), field.getValue()));
    example.fieldNames().forEachRemaining(name -> mapping.putIfAbsent(name, null));
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : mapping.entrySet()) {
      rows.add(row(signal, field, meanings, example));
    }
    page.table(HEAD, rows);
  }

  private static List<String> row(
      String signal,
      Map.Entry<String, JsonNode> field,
      Map<String, String> meanings,
      JsonNode example) {
    String name = field.getKey();
    if (!meanings.containsKey(name) || !example.has(name)) {
      throw new IllegalStateException(
          signal + " has the field " + name + " without meaning or example. Set it in Samples");
    }
    return List.of(
        literal(name),
        field.getValue() == null ? "none" : field.getValue().path("type").asText("object"),
        searched(name, field.getValue()),
        meanings.get(name),
        literal(cut(example.get(name))));
  }

  private static String searched(String name, JsonNode mapping) {
    if (mapping == null || mapping.path("type").isMissingNode()) {
      return "shown only";
    }
    if (!mapping.path("index").asBoolean(true)) {
      return mapping.path("doc_values").asBoolean(true) ? "aggregated only" : "shown only";
    }
    String how =
        switch (mapping.path("type").asText()) {
          case "text" -> "by words";
          case "flattened" -> "by `" + name + ".<key>`";
          case "ip" -> "by address or network";
          case "keyword" -> "whole value, prefix, wildcard";
          default -> "by value and range";
        };
    return mapping.at("/fields/raw").isMissingNode()
        ? how
        : how + "; `" + name + ".raw` by wildcard inside words";
  }

  private static String cut(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= EXAMPLE_CHARS_MAX
        ? line
        : line.substring(0, EXAMPLE_CHARS_MAX - 3) + "...";
  }
}
