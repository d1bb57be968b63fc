// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import static backbone.schema.otlp.Otlp.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanCursorTest {

  private final SpanCursor cursor = new SpanCursor();

  @Test
  void readsEveryField_ofOneSpan() {
    Span.Builder span =
        Otlp.span("GET session")
            .setParentSpanId(Otlp.hex("00f067aa0ba902b7"))
            .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .addAttributes(pair("db.system", "redis"))
            .addAttributes(pair("db.system", "second"))
            .addAttributes(pair("http.response.status_code", 503))
            .addAttributes(pair("ratio", 2.75))
            .addAttributes(pair("last", true))
            .addAttributes(pair("code", "404"))
            .addAttributes(pair("\ud55c\uae00", "\uac12"));
    open(Otlp.data(Otlp.service("payment").addAttributes(pair("env", "prod")), span));

    assertThat(cursor.next()).isTrue();
    assertThat(cursor.traceHigh()).isEqualTo(0x0af7651916cd43ddL);
    assertThat(cursor.traceLow()).isEqualTo(0x8448eb211c80319cL);
    assertThat(cursor.spanId()).isEqualTo(0xb7ad6b7169203331L);
    assertThat(cursor.parentSpanId()).isEqualTo(0x00f067aa0ba902b7L);
    assertThat(cursor.hasParent()).isTrue();
    assertThat(cursor.traceIdBytes()).isEqualTo(16);
    assertThat(cursor.spanIdBytes()).isEqualTo(8);
    assertThat(cursor.startUnixNano()).isEqualTo(1_700_000_000_000_000_001L);
    assertThat(cursor.endUnixNano()).isEqualTo(1_700_000_000_500_000_002L);
    assertThat(cursor.kind()).isEqualTo(3);
    assertThat(cursor.statusCode()).isEqualTo(2);
    assertThat(cursor.name()).isEqualTo("GET session");
    assertThat(cursor.serviceName()).isEqualTo("payment");
    assertThat(cursor.resourceText("env")).isEqualTo("prod");
    assertThat(cursor.resourceText("none")).isNull();
    assertThat(cursor.text("db.system")).isEqualTo("redis");
    assertThat(cursor.text("http.response.status_code")).isEqualTo("503");
    assertThat(cursor.text("last")).isEqualTo("true");
    assertThat(cursor.text("\ud55c\uae00")).isEqualTo("\uac12");
    assertThat(cursor.text("db")).isNull();
    assertThat(cursor.number("http.response.status_code", -1)).isEqualTo(503);
    assertThat(cursor.number("code", -1)).isEqualTo(404);
    assertThat(cursor.number("ratio", -1)).isEqualTo(2);
    assertThat(cursor.number("db.system", -1)).isEqualTo(-1);
    assertThat(cursor.number("none", -1)).isEqualTo(-1);
    assertThat(cursor.spanBytes()).isEqualTo(span.build().getSerializedSize());
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void goesThroughTheEvents_ofEachSpan_pastABrokenOne() {
    Span.Event.Builder exception =
        Span.Event.newBuilder()
            .setName("exception")
            .addAttributes(pair("exception.type", "IOException"));
    ByteString broken = ByteString.copyFrom(new byte[] {18, 100});
    Span.Builder span =
        Otlp.span("a")
            .addEvents(Span.Event.newBuilder().setName("retry"))
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        11, UnknownFieldSet.Field.newBuilder().addLengthDelimited(broken).build())
                    .build())
            .addEvents(exception);
    open(Otlp.data(Otlp.service("s"), span, Otlp.span("b")));

    List<String> events = new ArrayList<>();
    while (cursor.next()) {
      while (cursor.nextEvent()) {
        events.add(
            cursor.name() + "/" + cursor.eventName() + "/" + cursor.eventText("exception.type"));
      }
    }
    assertThat(events).containsExactly("a/retry/null", "a/exception/IOException");
  }

  @Test
  void forgetsTheSpanBefore_whenTheNextHasLess() {
    Span.Builder full = Otlp.span("a").setParentSpanId(Otlp.hex(Otlp.SPAN)).setKindValue(2);
    full.addAttributes(pair("k", "v")).setStatus(Status.newBuilder().setCodeValue(2));
    open(Otlp.data(Otlp.service("s"), full, Span.newBuilder()));

    cursor.next();
    assertThat(cursor.text("k")).isEqualTo("v");
    cursor.next();
    assertThat(List.of(cursor.name(), cursor.kind(), cursor.statusCode(), cursor.startUnixNano()))
        .isEqualTo(List.of("", 0, 0, 0L));
    assertThat(cursor.traceIdBytes() + cursor.spanIdBytes()).isZero();
    assertThat(cursor.hasParent()).isFalse();
    assertThat(cursor.text("k")).isNull();
  }

  @Test
  void findsTheResource_whenItStandsBehindItsSpansOrInParts() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ScopeSpans scope = ScopeSpans.newBuilder().addSpans(Otlp.span("a")).build();
    ResourceSpans.newBuilder().addScopeSpans(scope).build().writeTo(bytes);
    Resource.Builder part = Resource.newBuilder().addAttributes(pair("env", "prod"));
    ResourceSpans.newBuilder().setResource(part).build().writeTo(bytes);
    ResourceSpans.newBuilder().setResource(Otlp.service("late")).build().writeTo(bytes);
    UnknownFieldSet.Field batch =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(bytes.toByteArray()))
            .build();
    byte[] data = UnknownFieldSet.newBuilder().addField(1, batch).build().toByteArray();
    cursor.reset(data, 0, data.length);

    assertThat(cursor.next()).isTrue();
    assertThat(cursor.serviceName()).isEqualTo("late");
    assertThat(cursor.resourceText("env")).isEqualTo("prod");
  }

  @Test
  void reusesTexts_andStaysBounded() {
    Span.Builder[] spans = new Span.Builder[20_000];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = Otlp.span(i % 2 == 0 ? "same" : "name-" + i);
    }
    open(Otlp.data(Otlp.service("s"), spans));

    for (int i = 0; cursor.next(); i++) {
      assertThat(cursor.name()).isEqualTo(i % 2 == 0 ? "same" : "name-" + i);
      String again = cursor.name();
      assertThat(cursor.name()).isSameAs(again);
    }
  }

  @Test
  void stepsOverWhatItDoesNotKnow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Otlp.data(Otlp.service("s"), Otlp.span("a")).writeTo(bytes);
    bytes.write(
        new byte[] {0x53, 0x08, 0x01, 0x54, 0x5d, 1, 2, 3, 4, 0x61, 1, 2, 3, 4, 5, 6, 7, 8});
    cursor.reset(bytes.toByteArray(), 0, bytes.size());

    assertThat(cursor.next()).isTrue();
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void saysWhere_whenBytesAreBroken() {
    byte[] data = {0x0a, 0x70, 1};
    cursor.reset(data, 0, data.length);

    assertThatThrownBy(cursor::next)
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessage(
            "These bytes are no OTLP: at byte 2 begins a value that runs over the end at byte 3.");
  }

  /** What the generated classes read, the cursor reads alike; what it refuses, it names. */
  @Test
  void agreesWithTheGeneratedClasses_whenBytesAreMutated() {
    long seed = Long.getLong("proofs.seed", 0);
    int runs = Integer.getInteger("proofs.runs", 3);
    for (int run = 0; run < runs; run++) {
      Random random = new Random(seed + run);
      for (int i = 0; i < 20_000; i++) {
        byte[] data = mutated(random);
        judge(data, "seed=" + (seed + run) + " message=" + i);
      }
    }
  }

  private void judge(byte[] data, String where) {
    List<String> ours = new ArrayList<>();
    boolean broken = false;
    try {
      cursor.reset(data, 0, data.length);
      while (cursor.next()) {
        ours.add(cursor.spanId() + "/" + cursor.startUnixNano() + "/" + cursor.kind());
        cursor.text("k");
        cursor.resourceText("env");
        cursor.serviceName();
      }
    } catch (MalformedOtlpException expected) {
      broken = true;
    }
    List<String> theirs = new ArrayList<>();
    try {
      for (ResourceSpans batch : TracesData.parseFrom(data).getResourceSpansList()) {
        for (ScopeSpans scope : batch.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            ByteString id = span.getSpanId();
            long number = id.size() == 8 ? id.asReadOnlyByteBuffer().getLong() : 0;
            theirs.add(number + "/" + span.getStartTimeUnixNano() + "/" + span.getKindValue());
          }
        }
      }
    } catch (IOException refused) {
      return;
    }
    assertThat(broken ? "broken" : ours.toString()).as(where).isEqualTo(theirs.toString());
  }

  private static byte[] mutated(Random random) {
    Span.Builder[] spans = new Span.Builder[1 + random.nextInt(3)];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = Otlp.span("n" + i).addAttributes(pair("k", "v")).setKindValue(random.nextInt(6));
    }
    byte[] bytes = Otlp.data(Otlp.service("s"), spans).toByteArray();
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    boolean cut = random.nextInt(4) == 0;
    return cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private void open(TracesData data) {
    byte[] bytes = data.toByteArray();
    cursor.reset(bytes, 0, bytes.length);
  }
}
