// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A version as it stands in the topic. The key is {@code <name>/<effective, ms since 1970>}, so
 * that compaction never loses one that was in force; the value is a JSON object of these fields,
 * times as in {@code 2026-03-01T12:00:00Z}.
 *
 * @param name kind of the rules
 * @param version hash, as the one who applied it computed it
 * @param text the section as it was written
 * @param effective arrival from which it was wanted; the reader takes no earlier one than allowed
 * @param applied when, by the clock of the one who applied it; for people
 * @param note what for; may be empty
 */
record RuleRecord(
    String name, String version, String text, Instant effective, Instant applied, String note) {

  /**
   * Bytes of a value, at most; the text is bounded already, and UTF-8 and quoting may add to it.
   */
  static final int BYTES_MAX = 1_000_000;

  static final int NOTE_LENGTH_MAX = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] key() {
    return (name + "/" + effective.toEpochMilli()).getBytes(UTF_8);
  }

  byte[] value() {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", name).put("version", version).put("text", text);
    json.put("effective", effective.toString()).put("applied", applied.toString());
    if (!note.isEmpty()) {
      json.put("note", note);
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("bug: a tree of texts cannot be written", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  static RuleRecord read(byte[] key, byte[] value) {
    if (key == null || value == null) {
      throw new IllegalArgumentException("it has no " + (key == null ? "key" : "value"));
    }
    if (value.length > BYTES_MAX) {
      throw new IllegalArgumentException("it has " + value.length + " bytes");
    }
    try {
      JsonNode json = JSON.readTree(value);
      RuleRecord record =
          new RuleRecord(
              text(json, "name"),
              json.path("version").asText(""),
              text(json, "text"),
              Instant.parse(text(json, "effective")),
              Instant.parse(json.path("applied").asText("1970-01-01T00:00:00Z")),
              note(json.path("note").asText("")));
      if (!new String(key, UTF_8).equals(new String(record.key(), UTF_8))) {
        throw new IllegalArgumentException("its key is not that of its name and time");
      }
      return record;
    } catch (IOException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("it is no JSON of a version", e);
    }
  }

  private static String text(JsonNode json, String field) {
    if (!json.path(field).isTextual()) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return json.path(field).asText();
  }

  private static String note(String text) {
    return text.length() <= NOTE_LENGTH_MAX ? text : text.substring(0, NOTE_LENGTH_MAX);
  }
}
