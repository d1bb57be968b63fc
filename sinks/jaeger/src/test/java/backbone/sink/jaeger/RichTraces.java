// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Traces as the sampling job writes them, with everything that a span can hold: links, events,
 * bytes, arrays, nested lists, 64-bit integers, Hangul. Keys that Jaeger uses for fields of its own
 * ({@code span.kind}, {@code error}, {@code otel.*}) are not drawn.
 */
final class RichTraces {

  private static final long START = 1_795_428_000_000_000_000L;
  private static final int SERVICES = 5;
  private static final String[] TEXTS = {
    "", "결제 서비스", "GET /api/주문/{id}", "<b>&\"'\\</b>", "line\nline", "😀", "x".repeat(600)
  };

  private final Random random;

  RichTraces(Random random) {
    this.random = random;
  }

  static String service(int number) {
    return "service-" + number + "-결제";
  }

  static int services() {
    return SERVICES;
  }

  /** Spans of one trace, over two services. */
  TracesData trace(int spans) {
    ByteString traceId = Traces.id(random.nextLong(), random.nextLong());
    List<ByteString> ids = new ArrayList<>();
    TracesData.Builder data = TracesData.newBuilder();
    int first = random.nextInt(SERVICES);
    for (int half = 0; half < 2; half++) {
      ScopeSpans.Builder scope = ScopeSpans.newBuilder().setScope(scope());
      for (int i = half * spans / 2; i < (half + 1) * spans / 2; i++) {
        scope.addSpans(span(traceId, ids));
      }
      data.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(resource(service((first + half) % SERVICES)))
              .addScopeSpans(scope));
    }
    return data.build();
  }

  private Span span(ByteString traceId, List<ByteString> ids) {
    long start = START + random.nextLong(3_600_000_000_000L);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(Traces.id(random.nextLong()))
            .setTraceState("ot=th:e6,vendor=v" + random.nextInt(10))
            .setName(text() + " 조회")
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextLong(10_000_000_000L))
            .setStatus(status())
            .addAllAttributes(attributes(random.nextInt(9)));
    if (!ids.isEmpty()) {
      span.setParentSpanId(ids.get(random.nextInt(ids.size())));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setTimeUnixNano(start + random.nextLong(1_000_000))
              .setName("예외 " + i)
              .addAllAttributes(attributes(random.nextInt(4))));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(Traces.id(random.nextLong(), random.nextLong()))
              .setSpanId(Traces.id(random.nextLong())));
    }
    ids.add(span.getSpanId());
    return span.build();
  }

  private Status status() {
    return switch (random.nextInt(3)) {
      case 0 -> Status.getDefaultInstance();
      case 1 -> Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).build();
      default ->
          Status.newBuilder()
              .setCode(Status.StatusCode.STATUS_CODE_ERROR)
              .setMessage("연결 끊김 " + random.nextInt())
              .build();
    };
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName("io.demo.결제").setVersion("1.2.3").build();
  }

  private Resource resource(String service) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", AnyValue.newBuilder().setStringValue(service)))
        .addAttributes(attribute("env", AnyValue.newBuilder().setStringValue("prod")))
        .addAttributes(attribute("region", AnyValue.newBuilder().setStringValue("kr")))
        .addAttributes(attribute("team", AnyValue.newBuilder().setStringValue("결제팀")))
        .addAttributes(attribute("sampling.policy", AnyValue.newBuilder().setStringValue("slow")))
        .addAttributes(attribute("process.pid", AnyValue.newBuilder().setIntValue(1L << 53 | 1)))
        .build();
  }

  private List<KeyValue> attributes(int count) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      attributes.add(attribute("key." + i + ".키", value(2)));
    }
    return attributes;
  }

  private AnyValue.Builder value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> value.setStringValue(text());
      case 2 -> value.setIntValue(random.nextBoolean() ? random.nextLong() : random.nextInt(100));
      case 3 -> value.setDoubleValue(random.nextBoolean() ? random.nextDouble() : 3.0);
      case 4 -> value.setBoolValue(random.nextBoolean());
      case 5 -> value.setBytesValue(Traces.id(random.nextLong()).substring(random.nextInt(9)));
      case 6 -> {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.addValues(value(depth - 1));
        }
        value.setArrayValue(list);
      }
      default -> {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.addValues(attribute("n" + i, value(depth - 1)));
        }
        value.setKvlistValue(list);
      }
    }
    return value;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
