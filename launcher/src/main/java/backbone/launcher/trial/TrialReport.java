// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.trial;

import backbone.launcher.trial.Trial.Change;
import backbone.launcher.trial.Trial.Counts;
import backbone.launcher.trial.Trial.Example;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** A trial as people and as programs read it. */
public final class TrialReport {

  private static final int VALUE_CHARS_MAX = 160;

  private final Trial trial;
  private final String topic;
  private final String now;
  private final String then;

  /**
   * Makes a report.
   *
   * @param now versions of the rules in force
   * @param then versions of the rules under trial
   */
  public TrialReport(Trial trial, String topic, String now, String then) {
    this.trial = trial;
    this.topic = topic;
    this.now = now;
    this.then = then;
  }

  /** Lines for a terminal; no control character is left in them. */
  public String text() {
    StringBuilder out = new StringBuilder();
    line(out, topic + ": the newest " + trial.records() + " records");
    line(out, "rules now    " + now);
    line(out, "rules then   " + then);
    line(out, row("events", trial.eventsBefore(), trial.eventsAfter()));
    line(
        out,
        "  changed "
            + trial.changed()
            + ", no longer made "
            + trial.gone()
            + ", newly made "
            + trial.added());
    counts(out, "dropped", trial.dropped());
    counts(out, "dead", trial.dead());
    counts(out, "formats", trial.formats());
    counts(out, "masked values", trial.masked());
    if (!trial.fields().isEmpty()) {
      line(out, "fields that differ, in how many events");
      trial.fields().forEach((field, count) -> line(out, "  " + field + "  " + count));
    }
    for (Example example : trial.examples()) {
      line(out, "example " + example.origin());
      for (Change change : example.changes()) {
        line(out, "  " + change.field());
        line(out, "    now   " + cut(change.before()));
        line(out, "    then  " + cut(change.after()));
      }
    }
    return out.toString();
  }

  private static void counts(StringBuilder out, String title, Counts counts) {
    if (counts.names().isEmpty()) {
      return;
    }
    line(out, title);
    for (String name : counts.names()) {
      long before = counts.before().getOrDefault(name, 0L);
      long after = counts.after().getOrDefault(name, 0L);
      line(out, "  " + row(name, before, after));
    }
  }

  private static String row(String name, long before, long after) {
    long more = after - before;
    String sign = more == 0 ? "" : "  (" + (more > 0 ? "+" : "") + more + ")";
    return name + "  " + before + " -> " + after + sign;
  }

  private static String cut(String value) {
    return value.length() <= VALUE_CHARS_MAX ? value : value.substring(0, VALUE_CHARS_MAX) + "...";
  }

  private static void line(StringBuilder out, String text) {
    out.append(text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")).append('\n');
  }

  /** One JSON object in one line. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("topic", topic);
      json.writeNumberField("records", trial.records());
      json.writeStringField("rulesNow", now);
      json.writeStringField("rulesThen", then);
      json.writeNumberField("eventsNow", trial.eventsBefore());
      json.writeNumberField("eventsThen", trial.eventsAfter());
      json.writeNumberField("changed", trial.changed());
      json.writeNumberField("noLongerMade", trial.gone());
      json.writeNumberField("newlyMade", trial.added());
      counts(json, "dropped", trial.dropped());
      counts(json, "dead", trial.dead());
      counts(json, "formats", trial.formats());
      counts(json, "masked", trial.masked());
      json.writeObjectFieldStart("fields");
      for (Map.Entry<String, Long> field : trial.fields().entrySet()) {
        json.writeNumberField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      examples(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("bug: writing to memory failed", e);
    }
    return text.toString();
  }

  private static void counts(JsonGenerator json, String title, Counts counts) throws IOException {
    json.writeObjectFieldStart(title);
    for (String name : counts.names()) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("now", counts.before().getOrDefault(name, 0L));
      json.writeNumberField("then", counts.after().getOrDefault(name, 0L));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void examples(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("examples");
    for (Example example : trial.examples()) {
      json.writeStartObject();
      json.writeStringField("origin.id", example.origin());
      json.writeArrayFieldStart("changes");
      for (Change change : example.changes()) {
        json.writeStartObject();
        json.writeStringField("field", change.field());
        json.writeStringField("now", change.before());
        json.writeStringField("then", change.after());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
