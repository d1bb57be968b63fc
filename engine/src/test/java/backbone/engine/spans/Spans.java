// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;

/** Batches as services send them. */
final class Spans {

  static final long ARRIVAL_MS = Instant.parse("2024-03-01T12:00:00Z").toEpochMilli();
  static final long START = (ARRIVAL_MS - 2_000) * 1_000_000;

  private Spans() {}

  static RawSpans raw(byte[] value) {
    return raw(value, 0);
  }

  static RawSpans raw(byte[] value, int bytesMax) {
    return new RawSpans(value, null, "prod", "kr", "shop", null, null, ARRIVAL_MS, bytesMax);
  }

  static ByteString traceId(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(number).array());
  }

  static ByteString spanId(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(number).array());
  }

  static KeyValue pair(String key, String text) {
    return pair(key, AnyValue.newBuilder().setStringValue(text));
  }

  static KeyValue pair(String key, long number) {
    return pair(key, AnyValue.newBuilder().setIntValue(number));
  }

  static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue.Builder text(String text) {
    return AnyValue.newBuilder().setStringValue(text);
  }

  static AnyValue.Builder list(AnyValue.Builder... values) {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    for (AnyValue.Builder value : values) {
      list.addValues(value);
    }
    return AnyValue.newBuilder().setArrayValue(list);
  }

  static AnyValue.Builder map(KeyValue... pairs) {
    KeyValueList.Builder map = KeyValueList.newBuilder();
    for (KeyValue pair : pairs) {
      map.addValues(pair);
    }
    return AnyValue.newBuilder().setKvlistValue(map);
  }

  static Resource.Builder service(String name) {
    return Resource.newBuilder().addAttributes(pair("service.name", name));
  }

  static Span.Builder span(long trace, long span) {
    return Span.newBuilder()
        .setTraceId(traceId(trace))
        .setSpanId(spanId(span))
        .setName("GET /orders/{id}")
        .setKindValue(2)
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(START + 1_500_000);
  }

  static ResourceSpans.Builder batch(Resource.Builder resource, Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope);
  }

  static byte[] request(ResourceSpans.Builder... batches) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (ResourceSpans.Builder batch : batches) {
      request.addResourceSpans(batch);
    }
    return request.build().toByteArray();
  }

  /** Some batches of some spans of some traces, of all shapes; numbers from 1 tell spans apart. */
  static byte[] random(Random random, String[] texts) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    long number = 1;
    for (int i = random.nextInt(3); i >= 0; i--) {
      ResourceSpans.Builder batch =
          ResourceSpans.newBuilder()
              .setResource(service("s-" + i).addAttributes(pair("env", any(random, texts))))
              .setSchemaUrl("https://opentelemetry.io/schemas/1.24.0");
      for (int j = random.nextInt(3); j >= 0; j--) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        scope.setScope(InstrumentationScope.newBuilder().setName(any(random, texts)));
        for (int k = random.nextInt(6); k > 0; k--) {
          scope.addSpans(random(number++, random, texts));
        }
        batch.addScopeSpans(scope);
      }
      request.addResourceSpans(batch);
    }
    return request.build().toByteArray();
  }

  private static Span.Builder random(long number, Random random, String[] texts) {
    Span.Builder span = span(random.nextInt(4) + 1L, number).setName(any(random, texts));
    span.setStatus(
        Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(any(random, texts)));
    for (int i = random.nextInt(6); i > 0; i--) {
      span.addAttributes(pair("key." + i, value(random, texts, 0)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setTimeUnixNano(START + i)
              .setName(any(random, texts))
              .addAttributes(pair(any(random, texts), value(random, texts, 0))));
    }
    if (random.nextInt(3) == 0) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(traceId(9))
              .setSpanId(spanId(9))
              .setTraceState("a=b")
              .addAttributes(pair("why", any(random, texts))));
    }
    return random.nextBoolean() ? span.setParentSpanId(spanId(1)) : span;
  }

  private static AnyValue.Builder value(Random random, String[] texts, int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (random.nextInt(depth < 3 ? 8 : 6)) {
      // No number of 13 to 19 digits by chance: it could be a card's.
      case 0 -> value.setIntValue(random.nextBoolean() ? Long.MIN_VALUE : random.nextInt());
      case 1 -> value.setBoolValue(random.nextBoolean());
      case 2 -> value.setDoubleValue(random.nextGaussian());
      case 3 -> value.setBytesValue(ByteString.copyFromUtf8(any(random, texts)));
      case 4 -> value;
      case 5 -> value.setStringValue(any(random, texts));
      case 6 -> list(value(random, texts, depth + 1), value(random, texts, depth + 1));
      default -> map(pair("a", value(random, texts, depth + 1)));
    };
  }

  private static String any(Random random, String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
