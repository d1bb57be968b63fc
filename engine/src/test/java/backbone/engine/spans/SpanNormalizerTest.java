// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.engine.spans.Spans.batch;
import static backbone.engine.spans.Spans.pair;
import static backbone.engine.spans.Spans.raw;
import static backbone.engine.spans.Spans.request;
import static backbone.engine.spans.Spans.service;
import static backbone.engine.spans.Spans.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanNormalizerTest {

  @Test
  void makesOneValuePerTrace_inOrder() {
    Made made =
        Made.of(
            request(
                batch(service("a"), span(1, 1), span(2, 2), span(1, 3)),
                batch(service("b"), span(2, 4))));

    assertThat(made.traceIds)
        .containsExactly("00000000000000070000000000000001", "00000000000000070000000000000002");
    assertThat(Made.spans(made.traces.get(0)))
        .containsExactly(span(1, 1).build(), span(1, 3).build());
    assertThat(Made.spans(made.traces.get(1)))
        .containsExactly(span(2, 2).build(), span(2, 4).build());
    assertThat(made.traces.get(1).getResourceSpansCount()).isEqualTo(2);
    assertThat(made.dead).isEmpty();
  }

  @Test
  void setsEnvRegionAndTeam_ofTheEntrance() {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(pair("env", "mine"))
            .addAttributes(pair("service.name", "a"))
            .addAttributes(pair("team", 7))
            .addAttributes(pair("sampling.policy", "forged"))
            .addAttributes(pair("os.type", "linux"));

    assertThat(Made.of(request(batch(resource, span(1, 1)))).resource())
        .isEqualTo(
            service("a")
                .addAttributes(pair("os.type", "linux"))
                .addAttributes(pair("env", "prod"))
                .addAttributes(pair("region", "kr"))
                .addAttributes(pair("team", "shop"))
                .build());
  }

  @Test
  void namesTheService_whenTheResourceDoesNot() {
    byte[] bare = request(batch(Resource.newBuilder(), span(1, 1)));
    byte[] empty = request(batch(service(""), span(1, 1)));
    RawSpans named = new RawSpans(empty, null, null, null, null, null, "door", Spans.ARRIVAL_MS, 0);
    byte[] absent =
        request(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1, 1))));

    assertThat(Made.of(bare).resource().getAttributes(0))
        .isEqualTo(pair("service.name", "unknown_service"));
    assertThat(Made.of(absent).resource().getAttributes(0))
        .isEqualTo(pair("service.name", "unknown_service"));
    assertThat(Made.of(named).resource().getAttributesList())
        .containsExactly(
            pair("service.name", "door"),
            pair("env", "dev"),
            pair("region", "local"),
            pair("team", "default"));
  }

  @Test
  void masksEveryText() {
    String mail = "kim@acme.example";
    Span.Builder span =
        span(1, 1)
            .setName(mail)
            .setTraceState("a=" + mail)
            .setStatus(Status.newBuilder().setMessage(mail))
            .addAttributes(pair(mail, mail))
            .addAttributes(pair("list", Spans.list(Spans.text(mail), Spans.map(pair("k", mail)))))
            .addAttributes(
                pair("b", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(mail))))
            .addEvents(Span.Event.newBuilder().setName(mail).addAttributes(pair("e", mail)))
            .addLinks(Span.Link.newBuilder().setTraceState(mail).addAttributes(pair("l", mail)));
    ResourceSpans.Builder batch =
        ResourceSpans.newBuilder()
            .setSchemaUrl(mail)
            .setResource(service(mail).addAttributes(pair("os", mail)))
            .addScopeSpans(
                ScopeSpans.newBuilder()
                    .setSchemaUrl(mail)
                    .setScope(
                        InstrumentationScope.newBuilder()
                            .setName(mail)
                            .setVersion(mail)
                            .addAttributes(pair("s", mail)))
                    .addSpans(span));

    Made made = Made.of(request(batch));

    assertThat(new String(made.values.get(0), UTF_8)).doesNotContain("kim", "acme");
    assertThat(made.span().getName()).isEqualTo("[email]");
    assertThat(made.span().getAttributes(1).getValue().getArrayValue().getValues(0))
        .isEqualTo(AnyValue.newBuilder().setStringValue("[email]").build());
    assertThat(made.resource().getAttributes(0)).isEqualTo(pair("service.name", "[email]"));
  }

  @Test
  void masksAddressesAndCards_butNoVersions() {
    Span span =
        Made.of(
                request(
                    batch(
                        service("a"),
                        span(1, 1)
                            .addAttributes(pair("client.address", "192.0.2.17"))
                            .addAttributes(pair("net.peer.ip", "2001:db8:1:2::17"))
                            .addAttributes(pair("app.version", "10.20.30.40"))
                            .addAttributes(pair("card", 4111111111111111L))
                            .addAttributes(
                                pair(
                                    "cardd",
                                    AnyValue.newBuilder().setDoubleValue(4.111111111111111e15)))
                            .addAttributes(pair("count", 4111111111111112L)))))
            .span();

    KeyValueList counts =
        KeyValueList.newBuilder()
            .addValues(pair("ipv4", 1))
            .addValues(pair("ipv6", 1))
            .addValues(pair("card", 2))
            .build();
    assertThat(span.getAttributesList())
        .containsExactly(
            pair("client.address", "192.0.2.xxx"),
            pair("net.peer.ip", "2001:db8:1::xxx"),
            pair("app.version", "10.20.30.40"),
            pair("card", "[card]"),
            pair("cardd", "[card]"),
            pair("count", 4111111111111112L),
            pair("mask.counts", AnyValue.newBuilder().setKvlistValue(counts)));
  }

  @Test
  void refusesOnlySpansWithoutIds() {
    Made made =
        Made.of(
            request(
                batch(
                    service("a"),
                    span(1, 1).setTraceId(ByteString.EMPTY),
                    span(1, 2).setTraceId(ByteString.copyFrom(new byte[16])),
                    span(1, 3).setSpanId(ByteString.copyFrom(new byte[8])),
                    span(1, 4).setSpanId(ByteString.copyFrom(new byte[7])),
                    span(1, 5).setTraceId(ByteString.copyFromUtf8("mail kim@acme.example")),
                    span(1, 6))));

    assertThat(made.spans()).containsExactly(span(1, 6).build());
    assertThat(made.dead).isEqualTo(java.util.Map.of("trace-id", 3, "span-id", 2));
    assertThat(made.excerpts.get(0)).contains("GET /orders/{id}");
    assertThat(made.excerpts.toString()).doesNotContain("kim");
  }

  @Test
  void leavesOutIdsOfParentAndLinks_whenTheirLengthIsWrong() {
    ByteString text = ByteString.copyFromUtf8("kim@acme.example");
    Span.Link.Builder link = Span.Link.newBuilder().setSpanId(text).setTraceState("a=b");
    Span span =
        Made.of(request(batch(service("a"), span(1, 1).setParentSpanId(text).addLinks(link))))
            .span();

    assertThat(span)
        .isEqualTo(span(1, 1).addLinks(Span.Link.newBuilder().setTraceState("a=b")).build());
  }

  @Test
  void marksClocksThatAreOff() {
    long hours = 2 * 3_600_000_000_000L;
    Made made =
        Made.of(
            request(
                batch(
                    service("a"),
                    span(1, 1).setEndTimeUnixNano(Spans.START - 1),
                    span(1, 2)
                        .setStartTimeUnixNano(Spans.START - hours)
                        .setEndTimeUnixNano(Spans.START),
                    span(1, 3)
                        .setStartTimeUnixNano(Spans.START + hours)
                        .setEndTimeUnixNano(Spans.START + hours),
                    span(1, 4).setStartTimeUnixNano(-1).setEndTimeUnixNano(-1),
                    span(1, 5))));

    assertThat(made.spans().stream().map(Span::getAttributesList).toList())
        .containsExactly(
            List.of(pair("telemetry.clock", "end-before-start")),
            List.of(pair("telemetry.clock", "skewed")),
            List.of(pair("telemetry.clock", "skewed")),
            List.of(pair("telemetry.clock", "skewed")),
            List.of());
  }

  @Test
  void splitsBetweenSpans_whenATraceIsTooLarge() {
    Span.Builder[] spans = new Span.Builder[100];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span(1, i + 1).addAttributes(pair("text", "x".repeat(i * 7)));
    }
    Made made = Made.of(raw(request(batch(service("a"), spans)), 2_000));

    assertThat(made.values).hasSizeGreaterThan(20).allMatch(value -> value.length <= 2_000);
    assertThat(made.spans()).isEqualTo(Arrays.stream(spans).map(Span.Builder::build).toList());
    assertThat(made.traces)
        .allMatch(data -> data.getResourceSpans(0).getResource().getAttributesCount() == 4);
  }

  @Test
  void cutsTheLongestTexts_whenOneSpanIsTooLarge() {
    Span.Builder span =
        span(1, 1)
            .addAttributes(pair("short", "y".repeat(500)))
            .addAttributes(pair("long", "\ud55c".repeat(50_000)))
            .addEvents(Span.Event.newBuilder().setName("x".repeat(50_000)));
    Span cut = Made.of(raw(request(batch(service("a"), span, span(1, 2))), 20_000)).spans().get(0);

    assertThat(cut.getAttributes(0)).isEqualTo(pair("short", "y".repeat(500)));
    assertThat(cut.getAttributes(1).getValue().getStringValue()).matches("\ud55c{1000,}");
    assertThat(cut.getEvents(0).getName()).matches("x{4096,}");
    assertThat(cut.getAttributes(2).getKey()).isEqualTo("telemetry.cut");
    assertThat(cut.getAttributes(2).getValue().getBoolValue()).isTrue();
  }

  @Test
  void refusesASpan_whenNoCutHelps() {
    Span.Builder span = span(1, 1);
    for (int i = 0; i < 2_000; i++) {
      span.addAttributes(pair("key-" + i, i));
    }
    Made made = Made.of(raw(request(batch(service("a"), span, span(1, 2))), 20_000));

    assertThat(made.dead).containsOnly(java.util.Map.entry("too-large", 1));
    assertThat(made.reasons.get(0)).contains("more than 20000 bytes");
    assertThat(made.spans()).containsExactly(span(1, 2).build());
  }

  @Test
  void readsJson_byContentTypeOrFirstByte() {
    String json =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
            + "{\"stringValue\":\"a\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":"
            + "\"00000000000000070000000000000001\",\"spanId\":\"0000000000000001\",\"name\":"
            + "\"kim@acme.example\",\"startTimeUnixNano\":\""
            + Spans.START
            + "\",\"endTimeUnixNano\":\""
            + Spans.START
            + "\"}]}]}]}";
    byte[] blank = (" \n" + json).getBytes(UTF_8);
    RawSpans typed =
        new RawSpans(blank, "application/JSON", "e", "r", "t", null, null, Spans.ARRIVAL_MS, 0);

    assertThat(Made.of(json.getBytes(UTF_8)).span().getName()).isEqualTo("[email]");
    assertThat(Made.of(typed).span().getName()).isEqualTo("[email]");
  }

  @Test
  void makesADeadLetter_whenBytesAreNoBatch() {
    byte[] whole =
        request(batch(service("a"), span(1, 1).setName("kim@acme.example 192.0.2.17"), span(1, 2)));
    byte[] truncated = Arrays.copyOf(whole, whole.length - 3);
    List<byte[]> garbage =
        List.of(
            truncated,
            "hello kim@acme.example".getBytes(UTF_8),
            "{\"resourceSpans\":[ kim@acme.example".getBytes(UTF_8),
            "<xml/>".getBytes(UTF_8),
            new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});

    for (byte[] value : garbage) {
      Made made = Made.of(value);
      assertThat(made.dead.keySet()).as(new String(value, UTF_8)).containsExactly("undecodable");
      assertThat(made.reasons.get(0)).endsWith(".");
      assertThat(made.excerpts.get(0)).doesNotContain("kim@", "192.0.2.17").matches("[ -~]*");
      assertThat(made.traces).isEmpty();
    }
    assertThat(Made.of(truncated).deadSpans()).isEqualTo(1);
  }

  @Test
  void dropsWhatIsEmpty() {
    for (byte[] value : Arrays.asList(null, new byte[0], request(batch(service("a"))))) {
      Made made = Made.of(value);
      assertThat(made.dropped).containsExactly("empty");
      assertThat(made.dead).isEmpty();
    }
    assertThat(Made.of("{}".getBytes(UTF_8)).dropped).containsExactly("empty");
  }

  @Test
  void repairsTexts_whenTheyAreNoUtf8() {
    byte[] value = request(batch(service("a"), span(1, 1).setName("na\u00efve")));
    int lead = new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("na\u00c3");
    value[lead + 2] = (byte) 0xff;

    assertThat(Made.of(value).span().getName()).isEqualTo("na\ufffd\ufffdve");
  }

  @Test
  void leavesOutFieldsThatOtlpLacks() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                99,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("kim@acme.example"))
                    .build())
            .build();
    Made made = Made.of(request(batch(service("a"), span(1, 1).setUnknownFields(unknown))));

    assertThat(made.span()).isEqualTo(span(1, 1).build());
  }

  @Test
  void refusesWhatReadersRefuse_whenValuesAreTooDeep() {
    AnyValue.Builder deep = Spans.text("x");
    for (int i = 0; i < 46; i++) {
      deep = Spans.list(deep);
    }
    Made made = Made.of(request(batch(service("a"), span(1, 1).addAttributes(pair("k", deep)))));

    assertThat(made.dead.keySet()).containsExactly("undecodable");
    assertThat(made.reasons.get(0)).contains("90 messages deep");
  }

  @Test
  void refusesWhatWouldFillTheMemory_whenAHugeResourceIsOfManyTraces() {
    Span.Builder[] spans = new Span.Builder[300];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span(i + 1, i + 1);
    }
    Resource.Builder huge = service("a").addAttributes(pair("command", "x".repeat(500_000)));
    Made made = Made.of(request(batch(huge, spans)));

    assertThat(made.values.stream().mapToLong(value -> value.length).sum())
        .isLessThanOrEqualTo(TraceWriter.OUTPUT_BYTES_MAX);
    assertThat(made.traces).hasSizeGreaterThan(50);
    assertThat(made.spans().size() + made.deadSpans()).isEqualTo(spans.length);
    assertThat(made.dead).containsOnlyKeys("too-much");
  }
}
