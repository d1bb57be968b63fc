// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpanRequestTest {

  private static final SpanContext REMOTE =
      SpanContext.createFromRemoteParent(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.builder().put("b", "2").put("a", "1").build());

  private final Kept kept = new Kept();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setResource(
              Resource.create(Attributes.builder().put("service.name", "pay").build(), "urn:res"))
          .setSpanLimits(
              SpanLimits.builder()
                  .setMaxNumberOfAttributes(9)
                  .setMaxNumberOfEvents(1)
                  .setMaxNumberOfLinks(1)
                  .setMaxNumberOfAttributesPerLink(1)
                  .setMaxNumberOfAttributesPerEvent(1)
                  .build())
          .addSpanProcessor(SimpleSpanProcessor.create(kept.spans()))
          .build();
  private final Tracer tracer =
      provider
          .tracerBuilder("scope")
          .setInstrumentationVersion("1.2")
          .setSchemaUrl("urn:s")
          .build();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void carriesEveryField_whenSpanIsFull() {
    Attributes two = Attributes.builder().put("x", 1).put("y", 2).build();
    Span span =
        tracer
            .spanBuilder("GET /a")
            .setParent(Context.root().with(Span.wrap(REMOTE)))
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(Instant.ofEpochSecond(10, 5))
            .addLink(REMOTE, two)
            .addLink(REMOTE)
            .startSpan();
    span.addEvent("first", two, Instant.ofEpochSecond(11));
    span.addEvent("second");
    span.setStatus(StatusCode.ERROR, "broken");
    span.end(Instant.ofEpochSecond(12));

    ResourceSpans group = request().getResourceSpans(0);
    var proto = group.getScopeSpans(0).getSpans(0);

    assertThat(group.getSchemaUrl()).isEqualTo("urn:res");
    assertThat(group.getResource().getAttributes(0).getValue().getStringValue()).isEqualTo("pay");
    assertThat(group.getScopeSpans(0).getSchemaUrl()).isEqualTo("urn:s");
    assertThat(group.getScopeSpans(0).getScope().getName()).isEqualTo("scope");
    assertThat(group.getScopeSpans(0).getScope().getVersion()).isEqualTo("1.2");
    assertThat(hex(proto.getTraceId())).isEqualTo(REMOTE.getTraceId());
    assertThat(hex(proto.getSpanId())).isEqualTo(span.getSpanContext().getSpanId());
    assertThat(hex(proto.getParentSpanId())).isEqualTo(REMOTE.getSpanId());
    assertThat(proto.getTraceState()).isIn("a=1,b=2", "b=2,a=1");
    assertThat(proto.getFlags()).isEqualTo(0x301);
    assertThat(proto.getName()).isEqualTo("GET /a");
    assertThat(proto.getKindValue()).isEqualTo(2);
    assertThat(proto.getStartTimeUnixNano()).isEqualTo(10_000_000_005L);
    assertThat(proto.getEndTimeUnixNano()).isEqualTo(12_000_000_000L);
    assertThat(proto.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(proto.getStatus().getMessage()).isEqualTo("broken");
    assertThat(proto.getEventsList()).hasSize(1);
    assertThat(proto.getEvents(0).getName()).isEqualTo("first");
    assertThat(proto.getEvents(0).getTimeUnixNano()).isEqualTo(11_000_000_000L);
    assertThat(proto.getEvents(0).getDroppedAttributesCount()).isEqualTo(1);
    assertThat(proto.getDroppedEventsCount()).isEqualTo(1);
    assertThat(proto.getLinksList()).hasSize(1);
    assertThat(hex(proto.getLinks(0).getTraceId())).isEqualTo(REMOTE.getTraceId());
    assertThat(proto.getLinks(0).getFlags()).isEqualTo(0x301);
    assertThat(proto.getLinks(0).getDroppedAttributesCount()).isEqualTo(1);
    assertThat(proto.getDroppedLinksCount()).isEqualTo(1);
  }

  @Test
  void carriesEveryType_whenAttributesAreOfAllTypes() {
    Span span = tracer.spanBuilder("a").setNoParent().startSpan();
    span.setAttribute("string", "s").setAttribute("long", -1L).setAttribute("double", 0.5);
    span.setAttribute("bool", true);
    span.setAttribute(AttributeKey.stringArrayKey("strings"), List.of("x", "y"));
    span.setAttribute(AttributeKey.longArrayKey("longs"), List.of(1L, 2L));
    span.setAttribute(AttributeKey.doubleArrayKey("doubles"), List.of(1.5));
    span.setAttribute(AttributeKey.booleanArrayKey("bools"), List.of(true, false));
    span.setAttribute(
        AttributeKey.valueKey("map"),
        Value.of(Map.of("bytes", Value.of(new byte[] {1, 2}), "list", Value.of(Value.of(7L)))));
    span.setAttribute("beyond", "the limit");
    span.end();

    var proto = request().getResourceSpans(0).getScopeSpans(0).getSpans(0);
    Map<String, AnyValue> values =
        proto.getAttributesList().stream()
            .collect(Collectors.toMap(a -> a.getKey(), a -> a.getValue()));

    assertThat(values).hasSize(9);
    assertThat(values.get("string").getStringValue()).isEqualTo("s");
    assertThat(values.get("long").getIntValue()).isEqualTo(-1);
    assertThat(values.get("double").getDoubleValue()).isEqualTo(0.5);
    assertThat(values.get("bool").getBoolValue()).isTrue();
    assertThat(values.get("strings").getArrayValue().getValues(1).getStringValue()).isEqualTo("y");
    assertThat(values.get("longs").getArrayValue().getValues(1).getIntValue()).isEqualTo(2);
    assertThat(values.get("doubles").getArrayValue().getValues(0).getDoubleValue()).isEqualTo(1.5);
    assertThat(values.get("bools").getArrayValue().getValuesCount()).isEqualTo(2);
    Map<String, AnyValue> map =
        values.get("map").getKvlistValue().getValuesList().stream()
            .collect(Collectors.toMap(a -> a.getKey(), a -> a.getValue()));
    assertThat(map.get("bytes").getBytesValue()).isEqualTo(ByteString.copyFrom(new byte[] {1, 2}));
    assertThat(map.get("list").getArrayValue().getValues(0).getIntValue()).isEqualTo(7);
    assertThat(proto.getDroppedAttributesCount()).isEqualTo(1);
    assertThat(proto.getParentSpanId().isEmpty()).isTrue();
    assertThat(proto.getFlags() & ~0x2).as("all but the random bit").isEqualTo(0x101);
  }

  @Test
  void namesResourceOnce_whenScopesDiffer() {
    provider.get("one").spanBuilder("a").startSpan().end();
    provider.get("two").spanBuilder("b").startSpan().end();
    provider.get("one").spanBuilder("c").startSpan().end();

    ExportTraceServiceRequest request = request();

    assertThat(request.getResourceSpansCount()).isEqualTo(1);
    assertThat(request.getResourceSpans(0).getScopeSpansList())
        .extracting(scope -> scope.getScope().getName() + scope.getSpansCount())
        .containsExactly("one2", "two1");
  }

  private ExportTraceServiceRequest request() {
    return SpanRequest.of(kept.spans);
  }

  private static String hex(ByteString bytes) {
    return java.util.HexFormat.of().formatHex(bytes.toByteArray());
  }
}
