// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import backbone.schema.otlp.ResourceFigures;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Puts onto each span what it used: CPU time and allocated bytes of its own thread, and how full
 * heap and processors were around its end. The names are those of {@link ResourceFigures}.
 *
 * <p>The thread's figures cover everything that ran on the thread between start and end, inner
 * spans included. They are left out when a span ends on another thread than it started on, and on
 * virtual threads, which have none. Process-wide figures are at most half a second old.
 *
 * <p>A span takes no attributes once it has ended, so the SDK's call just before the end is used.
 * It belongs to the SDK's extended processors, which every provider of version 1.68 serves. Add
 * this processor before the one that exports; a processor that the SDK does not know, wrapped
 * around this one, hides that call, and then spans stay as they are.
 */
public final class ResourceFiguresProcessor implements ExtendedSpanProcessor {

  private static final int STRIPES = 16;
  private static final AttributeKey<Long> CPU_TIME =
      AttributeKey.longKey(ResourceFigures.THREAD_CPU_TIME);
  private static final AttributeKey<Long> ALLOCATED =
      AttributeKey.longKey(ResourceFigures.THREAD_ALLOCATED_BYTES);
  private static final AttributeKey<Double> HEAP =
      AttributeKey.doubleKey(ResourceFigures.HEAP_UTILIZATION);
  private static final AttributeKey<Double> PROCESS =
      AttributeKey.doubleKey(ResourceFigures.PROCESS_CPU);
  private static final AttributeKey<Double> HOST = AttributeKey.doubleKey(ResourceFigures.HOST_CPU);
  private static final AttributeKey<Double> GC =
      AttributeKey.doubleKey(ResourceFigures.GC_DURATION);

  private final Machine machine = new Machine();

  /**
   * Weak, because a span that nobody ends must not stay for ever; striped, because all threads meet
   * here.
   */
  private final Map<ReadableSpan, Start>[] running = stripes();

  private ResourceFiguresProcessor() {}

  /** A processor for {@code SdkTracerProviderBuilder.addSpanProcessor}. */
  public static ResourceFiguresProcessor create() {
    return new ResourceFiguresProcessor();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    Start start =
        new Start(
            Thread.currentThread().getId(),
            machine.collectionMs(),
            machine.threadAllocatedBytes(),
            machine.threadCpuNanos());
    stripe(span).put(span, start);
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnding(ReadWriteSpan span) {
    Start start = stripe(span).remove(span);
    if (start == null) {
      return;
    }
    if (start.threadId == Thread.currentThread().getId()) {
      put(span, CPU_TIME, start.cpuNanos, machine.threadCpuNanos());
      put(span, ALLOCATED, start.allocatedBytes, machine.threadAllocatedBytes());
    }
    Machine.Load load = machine.load();
    put(span, HEAP, load.heap());
    put(span, PROCESS, load.process());
    put(span, HOST, load.host());
    put(span, GC, (double) (machine.collectionMs() - start.collectionMs));
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Too late: an ended span takes no attributes.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }

  private Map<ReadableSpan, Start> stripe(ReadableSpan span) {
    return running[Math.floorMod(System.identityHashCode(span), STRIPES)];
  }

  private static void put(ReadWriteSpan span, AttributeKey<Long> key, long from, long to) {
    if (from >= 0 && to >= from) {
      span.setAttribute(key, to - from);
    }
  }

  private static void put(ReadWriteSpan span, AttributeKey<Double> key, double value) {
    if (value >= 0) {
      span.setAttribute(key, value);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Arrays know nothing of type parameters.
  private static Map<ReadableSpan, Start>[] stripes() {
    Map<ReadableSpan, Start>[] maps = new Map[STRIPES];
    java.util.Arrays.setAll(
        maps, i -> java.util.Collections.synchronizedMap(new WeakHashMap<ReadableSpan, Start>()));
    return maps;
  }

  /** Where thread and process stood when a span started. */
  private record Start(long threadId, long collectionMs, long allocatedBytes, long cpuNanos) {}
}
