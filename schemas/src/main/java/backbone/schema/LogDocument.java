// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * A {@link LogEvent} as a JSON document, just as the index gets it and as {@code ./backbone
 * normalize} prints it. Names follow ECS; absent values are left out. {@code trace_id} and {@code
 * span_id} repeat {@code trace.id} and {@code span.id} because Grafana's links cannot name a dotted
 * field.
 */
public final class LogDocument {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private LogDocument() {}

  /** One line of UTF-8 JSON without a line end. */
  public static byte[] json(LogEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      write(event, json);
    } catch (IOException e) {
      throw new IllegalStateException("bug: writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the document as one object.
   *
   * @throws IOException when the generator's target fails
   */
  public static void write(LogEvent e, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("@timestamp", NANOS.format(nanos(e.getEventTimeUnixNano())));
    json.writeStringField(
        "event.ingested", MILLIS.format(Instant.ofEpochMilli(e.getArrivalUnixMilli())));
    json.writeStringField("message", e.getMessage());
    text(json, "log.level", e.getLevel());
    if (e.getSeverity() != 0) {
      json.writeNumberField("event.severity", e.getSeverity());
    }
    source(e, json);
    correlation(e, json);
    request(e, json);
    text(json, "error.type", e.getErrorType());
    text(json, "error.message", e.getErrorMessage());
    text(json, "error.stack_trace", e.getErrorStackTrace());
    json.writeStringField("labels.env", e.getEnv());
    json.writeStringField("labels.region", e.getRegion());
    json.writeStringField("labels.team", e.getTeam());
    provenance(e, json);
    attributes(e, json);
    json.writeEndObject();
  }

  private static void source(LogEvent e, JsonGenerator json) throws IOException {
    text(json, "log.logger", e.getLogger());
    text(json, "process.thread.name", e.getThread());
    text(json, "service.name", e.getServiceName());
    text(json, "service.version", e.getServiceVersion());
    text(json, "service.node.name", e.getServiceNode());
    text(json, "host.name", e.getHostName());
    text(json, "container.id", e.getContainerId());
    text(json, "log.file.path", e.getFilePath());
    number(json, "log.offset", e.getFileOffset());
  }

  private static void correlation(LogEvent e, JsonGenerator json) throws IOException {
    text(json, "trace.id", e.getTraceId());
    text(json, "span.id", e.getSpanId());
    text(json, "trace_id", e.getTraceId());
    text(json, "span_id", e.getSpanId());
  }

  private static void request(LogEvent e, JsonGenerator json) throws IOException {
    text(json, "http.request.method", e.getHttpMethod());
    text(json, "url.path", e.getUrlPath());
    if (e.getHttpStatusCode() != null) {
      json.writeNumberField("http.response.status_code", e.getHttpStatusCode());
    }
    number(json, "event.duration", e.getDurationNano());
    text(json, "client.ip", e.getClientIp());
    text(json, "user_agent.original", e.getUserAgent());
  }

  private static void provenance(LogEvent e, JsonGenerator json) throws IOException {
    json.writeStringField("parse.format", e.getParseFormat());
    json.writeStringField("parse.status", e.getParseStatus());
    if (!e.getParseFlags().isEmpty()) {
      json.writeArrayFieldStart("parse.flags");
      for (String flag : e.getParseFlags()) {
        json.writeString(flag);
      }
      json.writeEndArray();
    }
    json.writeStringField("parse.rules", e.getRulesVersion());
    if (!e.getMaskCounts().isEmpty()) {
      json.writeObjectFieldStart("mask.counts");
      for (MaskCount count : e.getMaskCounts()) {
        json.writeNumberField(count.getRule(), count.getCount());
      }
      json.writeEndObject();
    }
    json.writeStringField("origin.id", e.getOriginId());
    text(json, "replay.id", e.getReplayId());
  }

  /**
   * The first value of a key wins: Elasticsearch refuses documents that name a key twice, and those
   * with a key that holds its own separator, the NUL character.
   */
  private static void attributes(LogEvent e, JsonGenerator json) throws IOException {
    if (e.getAttributes().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("attributes");
    Set<String> written = new HashSet<>();
    for (Attribute attribute : e.getAttributes()) {
      String key = attribute.getKey().replace('\0', '\uFFFD');
      if (written.add(key)) {
        json.writeFieldName(key);
        value(attribute.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeString(number.toString());
      }
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      json.writeString(Base64.getEncoder().encodeToString(copy));
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private static Instant nanos(long unixNano) {
    return Instant.ofEpochSecond(
        Math.floorDiv(unixNano, NANOS_PER_SECOND), Math.floorMod(unixNano, NANOS_PER_SECOND));
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, Long value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }
}
