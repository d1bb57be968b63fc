// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.otlp.ResourceFigures;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResourceFiguresProcessorTest {

  private static final AttributeKey<Long> CPU =
      AttributeKey.longKey(ResourceFigures.THREAD_CPU_TIME);
  private static final AttributeKey<Long> ALLOCATED =
      AttributeKey.longKey(ResourceFigures.THREAD_ALLOCATED_BYTES);
  private static final AttributeKey<Double> HEAP =
      AttributeKey.doubleKey(ResourceFigures.HEAP_UTILIZATION);
  private static final AttributeKey<Double> GC =
      AttributeKey.doubleKey(ResourceFigures.GC_DURATION);
  private static final long BURNT_NANOS = 20_000_000;

  private final Kept kept = new Kept();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(ResourceFiguresProcessor.create())
          .addSpanProcessor(SimpleSpanProcessor.create(kept.spans()))
          .build();
  private final Tracer tracer = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void showsMoreCpuAndMemory_whenSpanBurnsThem() {
    Span busy = tracer.spanBuilder("busy").startSpan();
    int bytes = burn();
    busy.end();
    tracer.spanBuilder("idle").startSpan().end();

    SpanData burnt = kept.spans.get(0);
    SpanData idle = kept.spans.get(1);

    assertThat(burnt.getAttributes().get(CPU)).isGreaterThanOrEqualTo(BURNT_NANOS);
    assertThat(burnt.getAttributes().get(ALLOCATED)).isGreaterThanOrEqualTo(bytes);
    assertThat(idle.getAttributes().get(CPU)).isLessThan(BURNT_NANOS);
    assertThat(idle.getAttributes().get(ALLOCATED)).isLessThan(bytes);
    assertThat(burnt.getAttributes().get(HEAP)).isBetween(0.0, 1.0);
    assertThat(burnt.getAttributes().get(GC)).isNotNegative();
  }

  @Test
  void leavesThreadFiguresOut_whenSpanEndsOnAnotherThread() throws InterruptedException {
    Span span = tracer.spanBuilder("handed over").startSpan();
    Thread other = new Thread(span::end);
    other.start();
    other.join();

    SpanData data = kept.spans.get(0);

    assertThat(data.getAttributes().get(CPU)).isNull();
    assertThat(data.getAttributes().get(ALLOCATED)).isNull();
    assertThat(data.getAttributes().get(HEAP)).isNotNull();
  }

  /** Burns CPU by the thread's own clock, so that a busy machine changes nothing. */
  private static int burn() {
    var threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + BURNT_NANOS;
    byte[] memory = new byte[4 << 20];
    while (threads.getCurrentThreadCpuTime() < end) {
      memory[(int) (end & 0xffff)]++;
    }
    return memory.length;
  }
}
