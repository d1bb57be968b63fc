// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.trial;

import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What some rules make of a sample. */
final class Made implements NormalizerOutput {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULES = "parse.rules";

  /** Documents by the event's identity, which no rule changes. */
  final Map<String, Map<String, String>> documents = new LinkedHashMap<>();

  final Map<String, Long> formats = new TreeMap<>();
  final Map<String, Long> masked = new TreeMap<>();
  final Map<String, Long> dropped = new TreeMap<>();
  final Map<String, Long> dead = new TreeMap<>();
  private int record;

  /** Runs rules over a sample. */
  static Made of(Iterable<RawLog> sample, Normalizer normalizer) {
    Made made = new Made();
    for (RawLog raw : sample) {
      made.record++;
      normalizer.normalize(raw, made);
    }
    return made;
  }

  @Override
  public void event(LogEvent event) {
    add(formats, event.getParseFormat(), 1);
    for (MaskCount count : event.getMaskCounts()) {
      add(masked, count.getRule(), count.getCount());
    }
    // A sender without an origin of its own may send the same one twice.
    documents.put(record + " " + event.getOriginId(), fields(event));
  }

  /** The document as the index gets it, flat, without the version of the rules. */
  private static Map<String, String> fields(LogEvent event) {
    Map<String, String> fields = new TreeMap<>();
    try {
      flatten("", JSON.readTree(LogDocument.json(event)), fields);
    } catch (IOException e) {
      throw new UncheckedIOException("bug: a document is no JSON", e);
    }
    fields.remove(RULES);
    return fields;
  }

  private static void flatten(String prefix, JsonNode object, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isObject()) {
        flatten(prefix + field.getKey() + ".", field.getValue(), fields);
      } else {
        fields.put(prefix + field.getKey(), text(field.getValue()));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt) {
    add(dead, faultClass, 1);
  }

  @Override
  public void dropped(String reason) {
    add(dropped, reason, 1);
  }

  private static void add(Map<String, Long> counts, String key, long more) {
    counts.merge(key, more, Long::sum);
  }
}
