// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Writes entries as ECS: one JSON object, dotted keys, time, level and message first. */
final class EcsEncoder {

  /** Longer texts are cut, so that an event stays well below what a record may hold. */
  static final int TEXT_CHARS_MAX = 64 * 1024;

  static final int STACK_CHARS_MAX = 48 * 1024;
  private static final int VALUE_CHARS_MAX = 4 * 1024;

  /** Fields are left out beyond this: with text and stack trace a record still holds it all. */
  private static final int FIELD_BYTES_MAX = 800_000;

  /** Version of ECS whose names are used. */
  private static final String ECS_VERSION = "8.17.0";

  private static final int NANOS = 1_000_000_000;

  private final Service service;
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  EcsEncoder(Service service) {
    this.service = service;
  }

  byte[] encode(Entry entry) {
    out.reset();
    try (JsonGenerator to = json.createGenerator(out)) {
      to.writeStartObject();
      head(entry, to);
      identity(entry, to);
      failure(entry.failure(), to);
      tags(entry.tags(), to);
      int left = pairs(entry.fields(), to) + pairs(entry.context(), to);
      if (left > 0) {
        to.writeNumberField("labels.fields_left_out", left);
      }
      to.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("bug: memory cannot be written to", e);
    }
    return out.toByteArray();
  }

  private static void head(Entry entry, JsonGenerator to) throws IOException {
    long nanos = entry.epochNanos();
    Instant at = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    to.writeStringField("@timestamp", DateTimeFormatter.ISO_INSTANT.format(at));
    to.writeStringField("log.level", entry.origin().severity().name());
    to.writeStringField("message", cut(entry.message(), TEXT_CHARS_MAX));
    to.writeStringField("ecs.version", ECS_VERSION);
  }

  private void identity(Entry entry, JsonGenerator to) throws IOException {
    write("service.name", service.name(), to);
    write("service.version", service.version(), to);
    write("service.node.name", service.node(), to);
    write("log.logger", entry.origin().logger(), to);
    write("process.thread.name", entry.origin().thread(), to);
    if (entry.spot() != null) {
      write("trace.id", entry.spot().traceId(), to);
      write("span.id", entry.spot().spanId(), to);
    }
  }

  private static void failure(Throwable failure, JsonGenerator to) throws IOException {
    if (failure == null) {
      return;
    }
    write("error.type", failure.getClass().getName(), to);
    write("error.message", said(failure), to);
    to.writeStringField("error.stack_trace", cut(stack(failure), STACK_CHARS_MAX));
  }

  /** Failures are the application's own code, and may fail themselves. */
  private static String said(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException e) {
      return "(its message failed with " + e.getClass().getName() + ")";
    }
  }

  private static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    try {
      failure.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException e) {
      text.append("\n(its stack trace failed with " + e.getClass().getName() + ")");
    }
    return text.toString().stripTrailing();
  }

  private static void tags(List<String> tags, JsonGenerator to) throws IOException {
    if (!tags.isEmpty()) {
      to.writeArrayFieldStart("tags");
      for (String tag : tags) {
        to.writeString(cut(tag, VALUE_CHARS_MAX));
      }
      to.writeEndArray();
    }
  }

  /** Writes the pairs that there is room for; gives the number of those left out. */
  private int pairs(Map<String, ?> pairs, JsonGenerator to) throws IOException {
    int left = 0;
    for (Map.Entry<String, ?> pair : pairs.entrySet()) {
      String key = pair.getKey();
      if (key == null || pair.getValue() == null || TraceSpot.isKey(key)) {
        continue;
      }
      if (out.size() + to.getOutputBuffered() > FIELD_BYTES_MAX) {
        left++;
        continue;
      }
      to.writeFieldName(cut(isOurs(key) ? "labels." + key : key, VALUE_CHARS_MAX));
      value(pair.getValue(), to);
    }
    return left;
  }

  private static void value(Object value, JsonGenerator to) throws IOException {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      to.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      to.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean truth) {
      to.writeBoolean(truth);
    } else {
      to.writeString(cut(text(value), VALUE_CHARS_MAX));
    }
  }

  private static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return "(its text failed with " + e.getClass().getName() + ")";
    }
  }

  /** Names with a meaning of their own, which an application's own names must not take on. */
  private static boolean isOurs(String key) {
    return key.equals("message")
        || key.equals("tags")
        || key.startsWith("@")
        || key.startsWith("log.")
        || key.startsWith("ecs.")
        || key.startsWith("error.")
        || key.startsWith("service.")
        || key.startsWith("process.");
  }

  private static void write(String name, String value, JsonGenerator to) throws IOException {
    if (value != null && !value.isEmpty()) {
      to.writeStringField(name, cut(value, VALUE_CHARS_MAX));
    }
  }

  /** The beginning of a text that is too long, with a mark of what it has lost. */
  private static String cut(String text, int charsMax) {
    if (text == null || text.length() <= charsMax) {
      return text == null ? null : whole(text);
    }
    int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
    return whole(text.substring(0, end)) + "... (" + (text.length() - end) + " more characters)";
  }

  /** Halves of a surrogate pair are no characters and have no form in UTF-8. */
  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(UTF_8), UTF_8);
      }
    }
    return text;
  }
}
