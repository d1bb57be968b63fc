// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

/** Attributes that tell what a span used: written by our span processor, shown by the console. */
public final class ResourceFigures {

  /** CPU time of the span's own thread while it ran; long, nanoseconds. */
  public static final String THREAD_CPU_TIME = "thread.cpu.time";

  /** Memory that the span's own thread allocated while it ran; long, bytes. */
  public static final String THREAD_ALLOCATED_BYTES = "thread.allocated.bytes";

  /** Used share of the heap at the span's end; double, 0 to 1. */
  public static final String HEAP_UTILIZATION = "jvm.memory.heap.utilization";

  /** CPU use of the process around the span's end; double, 0 to 1 of all processors. */
  public static final String PROCESS_CPU = "jvm.cpu.recent_utilization";

  /** CPU use of the host around the span's end; double, 0 to 1 of all processors. */
  public static final String HOST_CPU = "system.cpu.utilization";

  /** Time that the process spent collecting garbage while the span ran; double, milliseconds. */
  public static final String GC_DURATION = "jvm.gc.duration";

  private ResourceFigures() {}
}
