// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.otlp.ResourceFigures;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Kept traces of a small shop in which, near the end, Redis and the inventory become slow. */
final class ShopTraces {

  static final String SLOW_REDIS = "5".repeat(31) + "1";
  static final String SLOW_INVENTORY = "5".repeat(31) + "2";
  static final String ORPHANS = "5".repeat(31) + "3";

  /** Span ids of a trace count from here; the root is 1. */
  private static final long SPAN_IDS = 0xa0000000L;

  private static final long MILLI = 1_000_000L;

  private final List<TracesData> traces = new ArrayList<>();
  private final Random random = new Random(11);
  private TracesData.Builder trace;
  private String traceId;
  private String policy;
  private long spanIds;
  private long baseNs;

  private ShopTraces() {}

  /** Two hours of traces that end at a time; the named ones lie in the last minutes. */
  static List<TracesData> until(Instant end) {
    ShopTraces shop = new ShopTraces();
    long number = 1;
    for (Instant t = end.minus(Duration.ofHours(2)); t.isBefore(end); t = t.plusSeconds(45)) {
      boolean fault = t.isAfter(end.minus(Duration.ofMinutes(20)));
      shop.open("%032x".formatted(number++ * 7919 + (1L << 60)), "ten-percent", t);
      shop.order(8 + shop.random.nextInt(20), fault && number % 3 == 0 ? 900 : 3);
      if (number % (fault ? 3 : 25) == 0) {
        shop.open("%032x".formatted(number * 7919 + (1L << 61)), "errors", t.plusSeconds(7));
        shop.login();
      }
    }
    shop.open(SLOW_REDIS, "slow-traces", end.minusSeconds(300));
    shop.order(12, 1180);
    shop.open(SLOW_INVENTORY, "slow-traces", end.minusSeconds(200));
    shop.order(2004, 4);
    shop.open(ORPHANS, "ten-percent", end.minusSeconds(100));
    shop.orphans();
    shop.flush();
    return shop.traces;
  }

  /** One trace with many spans below one root, which takes a second. */
  static TracesData wide(String id, Instant start, int spans) {
    ShopTraces shop = new ShopTraces();
    shop.open(id, "slow-traces", start);
    long root = shop.span("order-service", "POST /bulk", SpanKind.SPAN_KIND_SERVER, 0, 0, 1000, 20);
    for (int i = 1; i < spans; i++) {
      shop.span("order-service", "item", SpanKind.SPAN_KIND_INTERNAL, root, i % 990, 5, 1);
    }
    return shop.trace.build();
  }

  /** Id of the n-th span of each trace, from 1 in order of start of this shop's calls. */
  static String spanId(int n) {
    return HexFormat.of().toHexDigits(SPAN_IDS + n);
  }

  private void order(int inventoryMs, int redisMs) {
    int total = inventoryMs + redisMs + 60;
    long root = span("order-service", "POST /orders", SpanKind.SPAN_KIND_SERVER, 0, 0, total, 9);
    span("order-service", "validate cart", SpanKind.SPAN_KIND_INTERNAL, root, 2, 4, 3);
    long stock =
        span("order-service", "GET /stock", SpanKind.SPAN_KIND_CLIENT, root, 8, inventoryMs + 6, 1);
    long served =
        span(
            "inventory-service",
            "GET /stock/{sku}",
            SpanKind.SPAN_KIND_SERVER,
            stock,
            10,
            inventoryMs + 2,
            2);
    span(
        "inventory-service", "SELECT stock", SpanKind.SPAN_KIND_CLIENT, served, 11, inventoryMs, 1);
    int pay = inventoryMs + 18;
    long charge =
        span(
            "order-service", "POST /charge", SpanKind.SPAN_KIND_CLIENT, root, pay, redisMs + 30, 1);
    long charged =
        span(
            "payment-service",
            "POST /charge",
            SpanKind.SPAN_KIND_SERVER,
            charge,
            pay + 2,
            redisMs + 26,
            6);
    span("payment-service", "GET session", SpanKind.SPAN_KIND_CLIENT, charged, pay + 3, redisMs, 1);
    span(
        "payment-service",
        "risk score",
        SpanKind.SPAN_KIND_INTERNAL,
        charged,
        pay + redisMs + 4,
        8,
        8);
    span(
        "payment-service",
        "POST /authorize",
        SpanKind.SPAN_KIND_CLIENT,
        charged,
        pay + redisMs + 13,
        14,
        1);
    span(
        "order-service", "INSERT order", SpanKind.SPAN_KIND_CLIENT, root, pay + redisMs + 32, 7, 1);
    span(
        "order-service",
        "orders publish",
        SpanKind.SPAN_KIND_PRODUCER,
        root,
        pay + redisMs + 40,
        1,
        1);
  }

  private void login() {
    long root = span("auth-service", "POST /login", SpanKind.SPAN_KIND_SERVER, 0, 0, 31, 12);
    span("auth-service", "SELECT user", SpanKind.SPAN_KIND_CLIENT, root, 1, 6, 1);
    span("auth-service", "verify token", SpanKind.SPAN_KIND_INTERNAL, root, 8, 20, 18);
    fail("token rejected: expiry compared in seconds with milliseconds");
  }

  /** Spans whose parents never came, with a name that wants to be markup. */
  private void orphans() {
    span("payment-service", ShopLogs.MARKUP, SpanKind.SPAN_KIND_SERVER, 77, 0, 40, 5);
    span("payment-service", "GET session", SpanKind.SPAN_KIND_CLIENT, 1, 5, 10, 1);
  }

  private void open(String id, String keptBy, Instant start) {
    flush();
    trace = TracesData.newBuilder();
    traceId = id;
    policy = keptBy;
    spanIds = 0;
    baseNs = start.toEpochMilli() * MILLI;
  }

  private void flush() {
    if (trace != null) {
      traces.add(trace.build());
    }
  }

  private long span(
      String service, String name, SpanKind kind, long parent, int atMs, int lengthMs, int cpuMs) {
    long id = ++spanIds;
    Span.Builder span = Span.newBuilder().setTraceId(ByteString.fromHex(traceId)).setName(name);
    span.setSpanId(id(id)).setKind(kind).setStartTimeUnixNano(baseNs + atMs * MILLI);
    span.setEndTimeUnixNano(baseNs + (atMs + lengthMs) * MILLI + 120_000);
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    span.addAttributes(number(ResourceFigures.THREAD_CPU_TIME, cpuMs * MILLI));
    span.addAttributes(number(ResourceFigures.THREAD_ALLOCATED_BYTES, cpuMs * 210_000L));
    span.addAttributes(share(ResourceFigures.HEAP_UTILIZATION, 0.41 + random.nextDouble() / 10));
    span.addAttributes(share(ResourceFigures.PROCESS_CPU, 0.12 + random.nextDouble() / 10));
    span.addAttributes(share(ResourceFigures.HOST_CPU, 0.31 + random.nextDouble() / 10));
    span.addAttributes(share(ResourceFigures.GC_DURATION, lengthMs > 500 ? 12.5 : 0));
    if (name.equals("GET session")) {
      span.addAttributes(text("db.system", "redis")).addAttributes(text("server.port", "6379"));
      span.addAttributes(text("db.statement", "GET session:u" + random.nextInt(400)));
    }
    Resource.Builder resource = Resource.newBuilder().addAttributes(text("service.name", service));
    resource.addAttributes(text("host.name", "shop-1")).addAttributes(text("team", "shop"));
    resource.addAttributes(text("env", "prod")).addAttributes(text("region", "kr"));
    resource.addAttributes(text("sampling.policy", policy));
    resource.addAttributes(text("sampling.threshold", policy.equals("ten-percent") ? "e668" : "0"));
    trace.addResourceSpans(
        ResourceSpans.newBuilder()
            .setResource(resource)
            .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)));
    return id;
  }

  /** The last span fails, and so does the root. */
  private void fail(String message) {
    for (int i : new int[] {0, trace.getResourceSpansCount() - 1}) {
      Span.Builder span =
          trace.getResourceSpansBuilder(i).getScopeSpansBuilder(0).getSpansBuilder(0);
      span.setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setMessage(message));
      span.addEvents(
          Span.Event.newBuilder()
              .setName("exception")
              .setTimeUnixNano(span.getEndTimeUnixNano() - MILLI)
              .addAttributes(text("exception.type", "shop.auth.InvalidTokenException"))
              .addAttributes(text("exception.message", message)));
    }
  }

  private static ByteString id(long n) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, SPAN_IDS + n));
  }

  private static KeyValue text(String key, String value) {
    AnyValue any =
        AnyValue.newBuilder().setStringValueBytes(ByteString.copyFrom(value, UTF_8)).build();
    return KeyValue.newBuilder().setKey(key).setValue(any).build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static KeyValue share(String key, double value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setDoubleValue(value))
        .build();
  }
}
