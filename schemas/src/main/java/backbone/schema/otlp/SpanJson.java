// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** The documents of one resource's spans. */
final class SpanJson {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ResourceFields resource;
  private final String ingested;

  SpanJson(Resource resource, long arrivalMs) {
    this.resource = new ResourceFields(resource);
    ingested = MILLIS.format(Instant.ofEpochMilli(arrivalMs));
  }

  String team() {
    return resource.team();
  }

  String service() {
    return resource.service();
  }

  byte[] of(Span span, InstrumentationScope scope) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      span(span, json);
      resource.write(json);
      attributes(span, scope, json);
      events(span, json);
      links(span, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("bug: writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** OTLP's times are unsigned; what no index can hold becomes the last time that one can. */
  static long unixNano(long time) {
    return time < 0 ? Long.MAX_VALUE : time;
  }

  private void span(Span span, JsonGenerator json) throws IOException {
    long start = unixNano(span.getStartTimeUnixNano());
    long end = unixNano(span.getEndTimeUnixNano());
    json.writeStringField("@timestamp", time(start));
    json.writeStringField("event.ingested", ingested);
    json.writeStringField("span.name", AnyJson.cut(span.getName()));
    json.writeStringField("span.kind", kind(span.getKindValue()));
    if (end != 0) {
      json.writeStringField("span.end", time(end));
    }
    json.writeNumberField("event.duration", Math.max(0, end - start));
    json.writeStringField("event.outcome", outcome(span.getStatus().getCodeValue()));
    Status status = span.getStatus();
    text(json, "span.status.message", status.getMessage());
    text(json, "span.trace_state", span.getTraceState());
    String trace = HEX.formatHex(span.getTraceId().toByteArray());
    String id = HEX.formatHex(span.getSpanId().toByteArray());
    json.writeStringField("trace.id", trace);
    json.writeStringField("span.id", id);
    json.writeStringField("trace_id", trace);
    json.writeStringField("span_id", id);
    String parent = HEX.formatHex(span.getParentSpanId().toByteArray());
    text(json, "parent.id", parent.chars().allMatch(digit -> digit == '0') ? "" : parent);
  }

  /** The scope is told as OpenTelemetry tells it to systems that know none. */
  private static void attributes(Span span, InstrumentationScope scope, JsonGenerator json)
      throws IOException {
    boolean named = !scope.getName().isEmpty();
    if (span.getAttributesCount() == 0 && scope.getAttributesCount() == 0 && !named) {
      return;
    }
    json.writeObjectFieldStart("attributes");
    AttributeJson writer = new AttributeJson(json);
    writer.write(span.getAttributesList());
    if (named) {
      writer.text("otel.scope.name", scope.getName());
    }
    if (!scope.getVersion().isEmpty()) {
      writer.text("otel.scope.version", scope.getVersion());
    }
    writer.write(scope.getAttributesList());
    json.writeEndObject();
  }

  private static void events(Span span, JsonGenerator json) throws IOException {
    if (span.getEventsCount() == 0) {
      return;
    }
    json.writeArrayFieldStart("span.events");
    for (Span.Event event : span.getEventsList()) {
      json.writeStartObject();
      json.writeStringField("time", time(unixNano(event.getTimeUnixNano())));
      json.writeStringField("name", AnyJson.cut(event.getName()));
      AttributeJson.field("attributes", event.getAttributesList(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void links(Span span, JsonGenerator json) throws IOException {
    if (span.getLinksCount() == 0) {
      return;
    }
    json.writeArrayFieldStart("span.links");
    for (Span.Link link : span.getLinksList()) {
      json.writeStartObject();
      json.writeStringField("trace.id", HEX.formatHex(link.getTraceId().toByteArray()));
      json.writeStringField("span.id", HEX.formatHex(link.getSpanId().toByteArray()));
      text(json, "trace_state", link.getTraceState());
      AttributeJson.field("attributes", link.getAttributesList(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String kind(int number) {
    return switch (number) {
      case 1 -> "internal";
      case 2 -> "server";
      case 3 -> "client";
      case 4 -> "producer";
      case 5 -> "consumer";
      default -> "unspecified";
    };
  }

  private static String outcome(int status) {
    return switch (status) {
      case 1 -> "success";
      case 2 -> "failure";
      default -> "unknown";
    };
  }

  private static String time(long unixNano) {
    return NANOS.format(
        Instant.ofEpochSecond(unixNano / NANOS_PER_SECOND, unixNano % NANOS_PER_SECOND));
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, AnyJson.cut(value));
    }
  }
}
