// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Spans as normalize-spans writes them: two records for a trace, one of the service in front and
 * one of the service behind it, three spans each. Every trace has ids of its own; names, routes and
 * durations come round again.
 */
final class TraceRecords {

  static final int SPANS_PER_RECORD = 3;

  private static final int RECORDS_PER_TRACE = 2;
  private static final int SERVICES = 40;
  private static final int NAMES = 35;
  private static final int VARIANTS = 14_000;
  private static final int TRACE_ID_BYTES = 16;
  private static final long NANOS_PER_MS = 1_000_000;

  /** Stands for the id in a record that is made once and sent often with others. */
  private static final byte[] TRACE_MARK = "trace-id-of-16-b".getBytes(UTF_8);

  /** A record to be filled in: where its ids stand. */
  private record Template(byte[] value, List<Integer> traceIds, List<List<Integer>> spanIds) {}

  private final String topic;
  private final byte[] arrival;
  private final List<Template> templates = new ArrayList<>();

  /** Spans that began within the minute before {@code nowMs}. */
  TraceRecords(String topic, long nowMs) {
    this.topic = topic;
    this.arrival = Long.toString(nowMs).getBytes(UTF_8);
    for (int n = 0; n < VARIANTS; n++) {
      templates.add(template(n, nowMs - n % 60_000));
    }
  }

  /** Record number n; the two records of a trace follow each other. */
  ProducerRecord<byte[], byte[]> record(int n) {
    int trace = n / RECORDS_PER_TRACE;
    Template template = templates.get(n % VARIANTS);
    byte[] value = template.value().clone();
    ByteBuffer into = ByteBuffer.wrap(value);
    // Random sampling looks at the last bytes, so these must be spread.
    long spread = (trace + 1L) * 0x9E37_79B9_7F4A_7C15L;
    byte[] id = ByteBuffer.allocate(TRACE_ID_BYTES).putLong(trace + 1L).putLong(spread).array();
    template.traceIds().forEach(at -> into.put(at, id));
    for (int span = 0; span < template.spanIds().size(); span++) {
      long spanId = ((trace + 1L) << 3) | span;
      template.spanIds().get(span).forEach(at -> into.putLong(at, spanId));
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            trace % Catalogue.PARTITIONS_DEFAULT,
            HexFormat.of().formatHex(id).getBytes(UTF_8),
            value);
    record.headers().add(TelemetryHeaders.ARRIVAL, arrival);
    return record;
  }

  private static Template template(int n, long startMs) {
    int trace = n / RECORDS_PER_TRACE;
    boolean front = n % RECORDS_PER_TRACE == 0;
    byte[] value = front ? front(trace, startMs) : back(trace, startMs);
    List<List<Integer>> spanIds = new ArrayList<>();
    for (int span = 0; span < RECORDS_PER_TRACE * SPANS_PER_RECORD; span++) {
      spanIds.add(places(value, spanMark(span)));
    }
    return new Template(value, places(value, TRACE_MARK), spanIds);
  }

  private static byte[] front(int trace, long startMs) {
    String route = "/orders/" + trace % NAMES + "/{id}";
    return record(
        "front-" + trace / NAMES % SERVICES,
        List.of(
            span(0, -1, SpanKind.SPAN_KIND_SERVER, "GET " + route, startMs, trace % 900)
                .addAttributes(text("http.route", route))
                .addAttributes(text("http.request.method", "GET"))
                .addAttributes(number("http.response.status_code", trace % 97 == 0 ? 500 : 200))
                .addAttributes(text("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"))
                .addAttributes(text("url.path", "/orders/" + trace % NAMES + "/" + trace)),
            span(1, 0, SpanKind.SPAN_KIND_INTERNAL, "render order", startMs, trace % 30),
            span(2, 0, SpanKind.SPAN_KIND_CLIENT, "GET", startMs, trace % 700)
                .addAttributes(text("http.request.method", "GET"))
                .addAttributes(text("server.address", "back.shop.internal"))));
  }

  private static byte[] back(int trace, long startMs) {
    String route = "/stock/" + trace % NAMES;
    Span.Builder select =
        span(5, 3, SpanKind.SPAN_KIND_CLIENT, "SELECT stock", startMs, trace % 300)
            .addAttributes(text("db.system", "postgresql"))
            .addAttributes(text("db.query.text", "SELECT * FROM stock WHERE item = ?"));
    if (trace % 51 == 0) {
      select.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return record(
        "back-" + trace / NAMES % SERVICES,
        List.of(
            span(3, 2, SpanKind.SPAN_KIND_SERVER, "GET " + route, startMs, trace % 600)
                .addAttributes(text("http.route", route))
                .addAttributes(text("http.request.method", "GET"))
                .addAttributes(number("http.response.status_code", 200)),
            span(4, 3, SpanKind.SPAN_KIND_INTERNAL, "look up stock", startMs, trace % 20),
            select));
  }

  private static byte[] record(String service, List<Span.Builder> spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    spans.forEach(scope::addSpans);
    Resource resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", service))
            .addAttributes(text("env", "prod"))
            .addAttributes(text("region", "kr"))
            .addAttributes(text("team", "shop"))
            .addAttributes(text("host.name", "host-1"))
            .build();
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private static Span.Builder span(
      int number, int parent, SpanKind kind, String name, long startMs, long ms) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(TRACE_MARK))
            .setSpanId(ByteString.copyFrom(spanMark(number)))
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(startMs * NANOS_PER_MS)
            .setEndTimeUnixNano((startMs + ms) * NANOS_PER_MS);
    return parent < 0 ? span : span.setParentSpanId(ByteString.copyFrom(spanMark(parent)));
  }

  private static byte[] spanMark(int number) {
    return String.format("span-%03d", number).getBytes(UTF_8);
  }

  private static List<Integer> places(byte[] value, byte[] mark) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + mark.length <= value.length; at++) {
      if (Arrays.equals(value, at, at + mark.length, mark, 0, mark.length)) {
        places.add(at);
      }
    }
    return places;
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  private static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
