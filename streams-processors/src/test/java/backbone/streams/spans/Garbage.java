// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.streams.spans.Batches.span;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What a careless or hostile sender may put into the raw topic, and what must become of it. */
final class Garbage {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MIB = 1 << 20;
  private static final int TRACES = 500;

  /** Traces of kept garbage begin here, so that they are not those of good batches. */
  private static final int FIRST_TRACE = 1_000_000;

  /** What must become of a record. */
  enum Fate {
    /** One dead letter and nothing else. */
    DEAD,
    /** All its spans, each with a mark of its clock. */
    MARKED,
    /** All its spans. */
    KEPT,
    /** Dead letter or span. */
    SETTLED
  }

  /**
   * A bad record.
   *
   * @param kind for messages
   * @param spans how many it holds, where that can be said
   */
  record Bad(String kind, Fate fate, byte[] value, String contentType, int spans) {}

  private final Random random;
  private final long nowNano;
  private final List<Bad> all = new ArrayList<>();

  Garbage(Random random, long nowMs) {
    this.random = random;
    this.nowNano = nowMs * 1_000_000;
  }

  /** One of everything and several of most, in an order of the seed. */
  List<Bad> get() {
    for (int i = 0; i < 4; i++) {
      broken();
      mistyped();
      marked();
      batch("near 1 MB", MIB - 80_000, TRACES);
    }
    batch("10 MB of many traces", 10 * MIB, TRACES);
    batch("10 MB of one trace", 10 * MIB, 1);
    Span huge = fresh().toBuilder().addAttributes(Batches.text("x", "y".repeat(3 * MIB))).build();
    add("a span of 3 MB", Fate.SETTLED, Batches.of(huge).toByteArray(), PROTOBUF, 1);
    java.util.Collections.shuffle(all, random);
    return all;
  }

  private void broken() {
    byte[] good = Batches.of(fresh(), fresh()).toByteArray();
    int cut = 1 + random.nextInt(good.length - 1);
    add("truncated at " + cut, Fate.DEAD, Arrays.copyOf(good, cut), PROTOBUF, 0);
    add("truncated, no type", Fate.DEAD, Arrays.copyOf(good, cut), null, 0);
    add("protobuf called JSON", Fate.DEAD, good, JSON, 0);
    add("compressed", Fate.DEAD, compressed(good), PROTOBUF, 0);
    byte[] noise = new byte[50 + random.nextInt(5_000)];
    random.nextBytes(noise);
    add("noise", Fate.DEAD, noise, random.nextBoolean() ? PROTOBUF : null, 0);
    add("text", Fate.DEAD, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8), "text/plain", 0);
    add("no value", Fate.DEAD, null, PROTOBUF, 0);
    zeroId("zero trace id", span -> span.setTraceId(ByteString.copyFrom(new byte[16])));
    zeroId("zero span id", span -> span.setSpanId(ByteString.copyFrom(new byte[8])));
    zeroId("short trace id", span -> span.setTraceId(ByteString.copyFrom(new byte[] {1, 2})));
    zeroId("no span id", Span.Builder::clearSpanId);
  }

  private void zeroId(String kind, UnaryOperator<Span.Builder> damage) {
    byte[] value = Batches.of(damage.apply(fresh().toBuilder()).build()).toByteArray();
    add(kind, Fate.DEAD, value, PROTOBUF, 0);
  }

  private void mistyped() {
    json("{\"resourceSpans\":\"jane.doe@example.com\"}");
    json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":5,\"spanId\":[]}]}]}]}");
    json("[1,2,3]");
    json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"soon\"}]}]}]}");
    json("{\"resourceSpans\":" + "[".repeat(50_000));
    json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"");
  }

  private void json(String text) {
    String type = text.startsWith("{") && random.nextBoolean() ? null : JSON;
    String start = text.substring(0, Math.min(70, text.length()));
    add("JSON " + start, Fate.DEAD, text.getBytes(UTF_8), type, 0);
  }

  private void marked() {
    long off = Duration.ofHours(2).toNanos();
    clock("end before start", nowNano, nowNano - 1_000_000);
    clock("two hours ahead", nowNano + off, nowNano + off + 1_000);
    clock("two hours behind", nowNano - off, nowNano - off + 1_000);
    clock("long before 1970", -1, -1);
  }

  private void clock(String kind, long start, long end) {
    Span span = fresh().toBuilder().setStartTimeUnixNano(start).setEndTimeUnixNano(end).build();
    add(kind, Fate.MARKED, Batches.of(span).toByteArray(), PROTOBUF, 1);
  }

  private void batch(String kind, int bytes, int traces) {
    List<Span> spans = new ArrayList<>();
    int first = FIRST_TRACE + all.size() * TRACES;
    for (int size = 0; size < bytes; size += spans.get(0).getSerializedSize() + 4) {
      int i = spans.size();
      spans.add(timed(span(first + i % traces, 1 + i, "a span like many others in this batch")));
    }
    add(kind, Fate.KEPT, Batches.of(spans).toByteArray(), PROTOBUF, spans.size());
  }

  private Span fresh() {
    return timed(span(FIRST_TRACE + all.size() * TRACES, 1 + random.nextInt(1 << 30), "get"));
  }

  private Span timed(Span span) {
    return span.toBuilder().setStartTimeUnixNano(nowNano).setEndTimeUnixNano(nowNano + 1).build();
  }

  private void add(String kind, Fate fate, byte[] value, String contentType, int spans) {
    all.add(new Bad(kind, fate, value, contentType, spans));
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
