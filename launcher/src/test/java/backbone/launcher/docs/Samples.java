// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.schema.Attribute;
import backbone.schema.Label;
import backbone.schema.LogEvent;
import backbone.schema.MaskCount;
import backbone.schema.MetricMinute;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HexFormat;
import java.util.List;

/** A log event, a span and a minute with every field set: what the examples are made of. */
final class Samples {

  static final long EVENT_NANO = 1_767_261_600_123_456_789L;
  static final long ARRIVAL_MS = 1_767_261_600_456L;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private Samples() {}

  static LogEvent log() {
    return request(source(LogEvent.newBuilder()))
        .setOriginId("f3a9c2d17b604e55:1:48213")
        .setEventTimeUnixNano(EVENT_NANO)
        .setArrivalUnixMilli(ARRIVAL_MS)
        .setMessage("POST /api/pay answered 500 to 203.0.113.0 in 12 ms")
        .setLevel("error")
        .setSeverity(17)
        .setErrorType("java.net.SocketTimeoutException")
        .setErrorMessage("Read timed out")
        .setErrorStackTrace("java.net.SocketTimeoutException: Read timed out\n\tat ...")
        .setParseFormat("json")
        .setParseStatus("ok")
        .setParseFlags(List.of("zone-assumed"))
        .setRulesVersion("1")
        .setMaskCounts(List.of(new MaskCount("ipv4", 1)))
        .setAttributes(List.of(new Attribute("cart.items", 3L)))
        .setReplayId("case-42")
        .build();
  }

  private static LogEvent.Builder source(LogEvent.Builder event) {
    return event
        .setLogger("com.shop.PaymentController")
        .setThread("http-nio-8080-exec-3")
        .setServiceName("payment-service")
        .setServiceVersion("1.4.2")
        .setServiceNode("payment-7d9f")
        .setHostName("node-3")
        .setContainerId("3f4e5a6b7c8d")
        .setFilePath("/var/log/shop/payment-service.log")
        .setFileOffset(48_213L)
        .setEnv("prod")
        .setRegion("kr")
        .setTeam("payments");
  }

  private static LogEvent.Builder request(LogEvent.Builder event) {
    return event
        .setTraceId(TRACE)
        .setSpanId(SPAN)
        .setHttpMethod("POST")
        .setUrlPath("/api/pay")
        .setHttpStatusCode(500)
        .setDurationNano(12_000_000L)
        .setClientIp("203.0.113.0")
        .setUserAgent("curl/8.5.0");
  }

  static MetricMinute minute() {
    return MetricMinute.newBuilder()
        .setName("traces_span_metrics_duration_milliseconds")
        .setKind("histogram")
        .setServiceName("payment-service")
        .setEnv("prod")
        .setRegion("kr")
        .setTeam("payments")
        .setLabels(List.of(new Label("span_kind", "SPAN_KIND_SERVER")))
        .setStartUnixMilli(1_767_261_600_000L)
        .setLengthMilli(60_000)
        .setPart("3-1767261000000")
        .setRevision(7)
        .setCount(42)
        .setSum(517.5)
        .setBounds(List.of(10.0, 100.0))
        .setBuckets(List.of(30L, 11L, 1L))
        .setReplayId("case-42")
        .build();
  }

  static TracesData trace() {
    Resource.Builder resource = Resource.newBuilder();
    put(resource, "service.name", "payment-service");
    put(resource, "service.version", "1.4.2");
    put(resource, "service.instance.id", "payment-7d9f");
    put(resource, "host.name", "node-3");
    put(resource, "container.id", "3f4e5a6b7c8d");
    put(resource, "env", "prod");
    put(resource, "region", "kr");
    put(resource, "team", "payments");
    put(resource, "sampling.policy", "errors");
    put(resource, "sampling.threshold", "0");
    put(resource, "cloud.zone", "kr-a");
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("io.shop.http"))
                        .addSpans(span())))
        .build();
  }

  private static Span span() {
    return Span.newBuilder()
        .setTraceId(hex(TRACE))
        .setSpanId(hex(SPAN))
        .setParentSpanId(hex("b7ad6b7169203331"))
        .setTraceState("ot=th:0")
        .setName("POST /api/pay")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(EVENT_NANO)
        .setEndTimeUnixNano(EVENT_NANO + 12_000_000)
        .setStatus(
            Status.newBuilder()
                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                .setMessage("Read timed out"))
        .addAttributes(attribute("http.route", "/api/pay"))
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(EVENT_NANO).setName("retry"))
        .addLinks(Span.Link.newBuilder().setTraceId(hex(TRACE)).setSpanId(hex(SPAN)))
        .build();
  }

  private static void put(Resource.Builder resource, String key, String value) {
    resource.addAttributes(attribute(key, value));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }
}
