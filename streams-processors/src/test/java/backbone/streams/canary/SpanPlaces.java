// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import static backbone.streams.canary.LogPlaces.any;
import static backbone.streams.canary.LogPlaces.bytes;
import static backbone.streams.canary.LogPlaces.list;
import static backbone.streams.canary.LogPlaces.map;
import static backbone.streams.canary.LogPlaces.pair;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where in a batch of spans a sensitive value may stand. */
final class SpanPlaces {

  private static final String TOPIC = Catalogue.SPANS_RAW.name();
  private static final AtomicLong IDS = new AtomicLong(1);

  private final Map<String, Function<Canary, ProducerRecord<byte[], byte[]>>> places =
      new LinkedHashMap<>();

  static Map<String, Function<Canary, ProducerRecord<byte[], byte[]>>> all() {
    SpanPlaces all = new SpanPlaces();
    all.spans();
    all.around();
    all.strange();
    return all.places;
  }

  private void spans() {
    span("span name", c -> span().setName(c.text()));
    span("span value", c -> span().addAttributes(pair("user", any(c))));
    span("span key", c -> span().addAttributes(pair("x " + c.text(), any("1"))));
    span("span list", c -> span().addAttributes(pair("l", list(c))));
    span("span map", c -> span().addAttributes(pair("m", map(c))));
    span("span bytes", c -> span().addAttributes(pair("b", bytes(c))));
    span("span number", c -> span().addAttributes(pair("n", number(c))));
    span("route", c -> span().addAttributes(pair("http.route", any("/x/" + c.text()))));
    span(
        "span query", c -> span().addAttributes(pair("url.full", any("https://x/?q=" + c.text()))));
    span("trace state", c -> span().setTraceState("a=" + c.text()));
    span("event name", c -> span().addEvents(Span.Event.newBuilder().setName(c.text())));
    span(
        "event value",
        c ->
            span()
                .addEvents(
                    Span.Event.newBuilder()
                        .setName("exception")
                        .addAttributes(pair("exception.type", any(c)))
                        .addAttributes(pair("exception.message", any(c)))
                        .addAttributes(pair("exception.stacktrace", any("E\n at " + c.text())))));
    span(
        "link",
        c ->
            span()
                .addLinks(
                    Span.Link.newBuilder()
                        .setTraceState(c.text())
                        .addAttributes(pair("l", any(c)))));
    span(
        "status",
        c ->
            span()
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(c.text())));
  }

  private void around() {
    places.put(
        "resource",
        c ->
            batch(
                ResourceSpans.newBuilder()
                    .setSchemaUrl(c.text())
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(pair("service.name", any(c)))
                            .addAttributes(pair("host.name", any(c))))
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(span()))));
    places.put(
        "scope",
        c ->
            batch(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .setScope(
                                InstrumentationScope.newBuilder()
                                    .setName(c.text())
                                    .setVersion(c.text())
                                    .addAttributes(pair("s", any(c))))
                            .addSpans(span()))));
  }

  private void strange() {
    span("span without ids", c -> Span.newBuilder().setName(c.text()));
    span(
        "large span",
        c -> {
          Span.Builder large = span().setName(c.text());
          for (int i = 0; i < 11_000; i++) {
            large.addAttributes(pair("key." + i, any("x".repeat(60))));
          }
          return large.addAttributes(pair("user", any(c)));
        });
    places.put("broken batch", c -> record(("\n\u007f\u0012" + c.text()).getBytes(UTF_8)));
    places.put(
        "broken JSON batch", c -> record(("{\"resourceSpans\":[\"" + c.text()).getBytes(UTF_8)));
    places.put("strange JSON batch", c -> record(("{\"" + c.text() + "\":[7]}").getBytes(UTF_8)));
    places.put(
        "span key of a record",
        c -> {
          byte[] value = request(one(span())).toByteArray();
          return new ProducerRecord<>(TOPIC, c.text().getBytes(UTF_8), value);
        });
    places.put(
        "span header",
        c -> {
          ProducerRecord<byte[], byte[]> record = batch(one(span()));
          record.headers().add("x-user", c.text().getBytes(UTF_8));
          record.headers().add("telemetry-service", c.text().getBytes(UTF_8));
          record.headers().add("telemetry-team", c.text().getBytes(UTF_8));
          return record;
        });
  }

  private void span(String place, Function<Canary, Span.Builder> span) {
    places.put(place, c -> batch(one(span.apply(c))));
  }

  private static ResourceSpans.Builder one(Span.Builder span) {
    return ResourceSpans.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(pair("service.name", any("shop"))))
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span));
  }

  private static ProducerRecord<byte[], byte[]> batch(ResourceSpans.Builder spans) {
    return record(request(spans).toByteArray());
  }

  private static ExportTraceServiceRequest request(ResourceSpans.Builder spans) {
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(spans).build();
  }

  private static ProducerRecord<byte[], byte[]> record(byte[] value) {
    return new ProducerRecord<>(TOPIC, value);
  }

  /** A trace of its own that failed, so that it is kept. */
  private static Span.Builder span() {
    String id = "%016x".formatted(IDS.getAndIncrement());
    long now = System.currentTimeMillis() * 1_000_000;
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex("00000000000000aa" + id))
        .setSpanId(ByteString.fromHex(id))
        .setName("pay")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .setStartTimeUnixNano(now)
        .setEndTimeUnixNano(now + 1_000_000);
  }

  private static AnyValue number(Canary canary) {
    boolean number = canary.text().chars().allMatch(Character::isDigit);
    return number
        ? AnyValue.newBuilder().setIntValue(Long.parseLong(canary.text())).build()
        : any(canary);
  }
}
