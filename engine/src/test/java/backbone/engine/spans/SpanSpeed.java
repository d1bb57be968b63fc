// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static backbone.engine.spans.Spans.pair;

import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;

/** Spans per second on one core; run by hand. */
final class SpanSpeed {

  private static final int SPANS = 20;
  private static final int BATCHES = 1_000;
  private static final int ROUNDS = 12;

  private SpanSpeed() {}

  public static void main(String[] arguments) {
    measure("nothing to mask", "10000042");
    measure("an address in each span", "203.0.113.42");
  }

  private static void measure(String name, String client) {
    byte[][] batches = new byte[BATCHES][];
    for (int i = 0; i < BATCHES; i++) {
      batches[i] = batch(i, client);
    }
    SpanNormalizer normalizer = SpanNormalizer.standard();
    long[] total = new long[2];
    SpanOutput out = counting(total);
    for (int round = 0; round < ROUNDS; round++) {
      total[0] = 0;
      total[1] = 0;
      long start = System.nanoTime();
      for (int i = 0; i < BATCHES * 10; i++) {
        normalizer.normalize(Spans.raw(batches[i % BATCHES]), out);
      }
      long tookNanos = System.nanoTime() - start;
      if (round >= ROUNDS - 3) {
        System.out.printf(
            "%s: %,d spans/s, %,d MB/s out%n",
            name, total[0] * 1_000_000_000L / tookNanos, total[1] * 1_000L / tookNanos);
      }
    }
  }

  private static SpanOutput counting(long[] total) {
    return new SpanOutput() {
      @Override
      public void trace(String traceId, byte[] tracesData, int spans) {
        total[0] += spans;
        total[1] += tracesData.length;
      }

      @Override
      public void dead(String faultClass, String reason, String maskedExcerpt, int spans) {
        throw new IllegalStateException(faultClass + ": " + reason);
      }

      @Override
      public void dropped(String reason, int spans) {
        throw new IllegalStateException(reason);
      }
    };
  }

  /** Five traces of four spans with eight attributes, as an instrumented service sends them. */
  private static byte[] batch(int number, String client) {
    Span.Builder[] spans = new Span.Builder[SPANS];
    for (int i = 0; i < SPANS; i++) {
      spans[i] =
          Spans.span(number * 5L + i / 4, number * 100L + i + 1)
              .setParentSpanId(Spans.spanId(i + 1L))
              .addAttributes(pair("http.request.method", "GET"))
              .addAttributes(pair("http.response.status_code", 200))
              .addAttributes(pair("http.route", "/orders/{id}"))
              .addAttributes(pair("url.path", "/orders/" + (1000 + number)))
              .addAttributes(pair("server.address", "order-service"))
              .addAttributes(pair("server.port", 8080))
              .addAttributes(pair("thread.name", "http-nio-8080-exec-" + i))
              .addAttributes(pair("client.id", client));
    }
    Resource.Builder resource =
        Spans.service("order-service")
            .addAttributes(pair("service.version", "1.4.2"))
            .addAttributes(pair("host.name", "node-17"))
            .addAttributes(pair("telemetry.sdk.language", "java"));
    return Spans.request(Spans.batch(resource, spans));
  }
}
