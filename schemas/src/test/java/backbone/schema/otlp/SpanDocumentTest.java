// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static backbone.schema.otlp.Otlp.pair;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanDocumentTest {

  private static final long ARRIVAL_MS = 1_700_000_001_000L;

  @Test
  void writesEveryField_byItsIndexName() {
    Resource.Builder resource =
        Otlp.service("payment")
            .addAttributes(pair("service.version", "2.4"))
            .addAttributes(pair("host.name", "h-1"))
            .addAttributes(pair("env", "prod"))
            .addAttributes(pair("region", "kr"))
            .addAttributes(pair("team", "pay"))
            .addAttributes(pair("sampling.policy", "errors"))
            .addAttributes(pair("sampling.threshold", "0"))
            .addAttributes(pair("os.type", "linux"));
    Span.Builder span =
        Otlp.span("GET session")
            .setParentSpanId(Otlp.hex("00f067aa0ba902b7"))
            .setKindValue(3)
            .setTraceState("ot=th:0")
            .setStatus(Status.newBuilder().setCodeValue(2).setMessage("timed out"))
            .addAttributes(pair("db.system", "redis"))
            .addEvents(
                Span.Event.newBuilder()
                    .setTimeUnixNano(1_700_000_000_100_000_000L)
                    .setName("retry")
                    .addAttributes(pair("n", 1)))
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(Otlp.hex(Otlp.TRACE))
                    .setSpanId(Otlp.hex(Otlp.SPAN)));
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("lib").setVersion("1"))
            .addSpans(span);
    ResourceSpans.Builder batch =
        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope);

    SpanDocument document = of(TracesData.newBuilder().addResourceSpans(batch).build());

    assertThat(document.startUnixNano()).isEqualTo(1_700_000_000_000_000_001L);
    assertThat(document.team()).isEqualTo("pay");
    assertThat(document.id()).matches(Otlp.TRACE + "-" + Otlp.SPAN + "-[0-9a-f]{16}");
    assertThat(new String(document.json(), UTF_8))
        .isEqualTo(
            "{\"@timestamp\":\"2023-11-14T22:13:20.000000001Z\","
                + "\"event.ingested\":\"2023-11-14T22:13:21.000Z\","
                + "\"span.name\":\"GET session\",\"span.kind\":\"client\","
                + "\"span.end\":\"2023-11-14T22:13:20.500000002Z\","
                + "\"event.duration\":500000001,\"event.outcome\":\"failure\","
                + "\"span.status.message\":\"timed out\",\"span.trace_state\":\"ot=th:0\","
                + "\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span.id\":\"b7ad6b7169203331\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span_id\":\"b7ad6b7169203331\",\"parent.id\":\"00f067aa0ba902b7\","
                + "\"labels.env\":\"prod\",\"labels.region\":\"kr\",\"labels.team\":\"pay\","
                + "\"service.name\":\"payment\",\"service.version\":\"2.4\","
                + "\"host.name\":\"h-1\",\"sampling.policy\":\"errors\","
                + "\"sampling.threshold\":\"0\",\"resource\":{\"os.type\":\"linux\"},"
                + "\"attributes\":{\"db.system\":\"redis\",\"otel.scope.name\":\"lib\","
                + "\"otel.scope.version\":\"1\"},"
                + "\"span.events\":[{\"time\":\"2023-11-14T22:13:20.100000000Z\","
                + "\"name\":\"retry\",\"attributes\":{\"n\":1}}],"
                + "\"span.links\":[{\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span.id\":\"b7ad6b7169203331\"}]}");
  }

  @Test
  void leavesAbsentFieldsOut() {
    Span.Builder root = Otlp.span("r").setParentSpanId(ByteString.copyFrom(new byte[8]));
    JsonNode json = json(of(Otlp.data(Resource.newBuilder(), root)));

    assertThat(json.has("parent.id")).isFalse();
    assertThat(json.has("attributes")).isFalse();
    assertThat(json.has("resource")).isFalse();
    assertThat(json.get("labels.team").asText()).isEqualTo("default");
    assertThat(json.get("event.outcome").asText()).isEqualTo("unknown");
  }

  @Test
  void keepsValuesExactly_whateverTheirType() {
    AnyValue text = AnyValue.newBuilder().setStringValue("x").build();
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(ArrayValue.newBuilder().addValues(text).addValues(AnyValue.newBuilder()))
            .build();
    AnyValue map =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(pair("a", list))
                    .addValues(pair("a", 2))
                    .addValues(pair("b", Double.NaN)))
            .build();
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi")).build();
    Span.Builder span =
        Otlp.span("s")
            .addAttributes(pair("long", Long.MIN_VALUE))
            .addAttributes(pair("nan", Double.NaN))
            .addAttributes(pair("inf", Double.NEGATIVE_INFINITY))
            .addAttributes(pair("true", true))
            .addAttributes(pair("list", list))
            .addAttributes(pair("map", map))
            .addAttributes(pair("bytes", bytes))
            .addAttributes(pair("none", AnyValue.getDefaultInstance()))
            .addAttributes(pair("a\0b", "\ud55c\uae00"))
            .addAttributes(pair("a\uFFFDb", "second"))
            .addAttributes(pair("", "no key"));

    assertThat(new String(of(Otlp.data(Otlp.service("s"), span)).json(), UTF_8))
        .contains(
            "\"attributes\":{\"long\":-9223372036854775808,\"nan\":\"NaN\",\"inf\":\"-Infinity\","
                + "\"true\":true,\"list\":\"[\\\"x\\\",null]\","
                + "\"map\":\"{\\\"a\\\":[\\\"x\\\",null],\\\"b\\\":\\\"NaN\\\"}\","
                + "\"bytes\":\"aGk=\",\"none\":\"\",\"a\uFFFDb\":\"\ud55c\uae00\","
                + "\"_\":\"no key\"}");
  }

  @Test
  void cutsLongValues_betweenCharacters() {
    String crab = "\ud83e\udd80";
    Span.Builder span = Otlp.span("s").addAttributes(pair("k", "x" + crab.repeat(10_000)));
    String cut = json(of(Otlp.data(Otlp.service("s"), span))).get("attributes").get("k").asText();

    assertThat(cut.getBytes(UTF_8)).hasSize(32 * 1024 - 3);
    assertThat(cut).endsWith(crab);
  }

  @Test
  void writesTimesThatAnIndexCanHold_whenClocksAreWrong() {
    Span.Builder late = Otlp.span("s").setStartTimeUnixNano(-1).setEndTimeUnixNano(5);
    SpanDocument document = of(Otlp.data(Otlp.service("s"), late));

    assertThat(document.startUnixNano()).isEqualTo(Long.MAX_VALUE);
    assertThat(json(document).get("@timestamp").asText()).startsWith("2262-04-11T23:47:16.");
    assertThat(json(document).get("event.duration").asLong()).isZero();
  }

  @Test
  void givesTheSameId_whenOnlySamplingDiffers() {
    Span.Builder span = Otlp.span("s");
    String id = of(Otlp.data(Otlp.service("s"), span)).id();
    Resource.Builder kept = Otlp.service("s").addAttributes(pair("sampling.policy", "p"));

    assertThat(of(Otlp.data(kept, Otlp.span("s").setTraceState("ot=th:8"))).id()).isEqualTo(id);
    assertThat(of(Otlp.data(Otlp.service("s"), Otlp.span("s").setKindValue(2))).id())
        .isNotEqualTo(id);
    assertThat(of(Otlp.data(Otlp.service("other"), Otlp.span("s"))).id()).isNotEqualTo(id);
  }

  private static SpanDocument of(TracesData data) {
    List<SpanDocument> documents = SpanDocument.of(data, ARRIVAL_MS);
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private static JsonNode json(SpanDocument document) {
    try {
      return new ObjectMapper().readTree(document.json());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
