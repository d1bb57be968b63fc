// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the virtual machine tells about itself. Figures that it does not know are negative. */
final class Machine {

  /** The process-wide figures cost a look into the operating system; more often adds nothing. */
  private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ThreadMXBean threads = platform(ThreadMXBean.class);
  private final OperatingSystemMXBean system = platform(OperatingSystemMXBean.class);
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final AtomicLong sampledAt = new AtomicLong(System.nanoTime() - SAMPLE_NANOS);
  private volatile Load load = new Load(-1, -1, -1);

  /**
   * Shares of what there is, 0 to 1.
   *
   * @param heap used part of the heap
   * @param process CPU of this process
   * @param host CPU of the host
   */
  record Load(double heap, double process, double host) {}

  /** CPU time of the calling thread so far, in nanoseconds. */
  long threadCpuNanos() {
    try {
      return threads == null ? -1 : threads.getCurrentThreadCpuTime();
    } catch (UnsupportedOperationException e) {
      // A virtual thread, or a virtual machine that does not measure it.
      return -1;
    }
  }

  /** Bytes that the calling thread has allocated so far. */
  long threadAllocatedBytes() {
    try {
      return threads == null ? -1 : threads.getCurrentThreadAllocatedBytes();
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  /** Milliseconds that all collectors have worked so far. */
  long collectionMs() {
    long sum = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      sum += Math.max(0, collector.getCollectionTime());
    }
    return sum;
  }

  /** Figures of the last half second; one of the callers measures anew when they are older. */
  Load load() {
    long last = sampledAt.get();
    long now = System.nanoTime();
    if (now - last >= SAMPLE_NANOS && sampledAt.compareAndSet(last, now)) {
      load = measure();
    }
    return load;
  }

  private Load measure() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long limit = heap.getMax() > 0 ? heap.getMax() : heap.getCommitted();
    double used = limit > 0 ? (double) heap.getUsed() / limit : -1;
    return system == null
        ? new Load(used, -1, -1)
        : new Load(used, system.getProcessCpuLoad(), system.getCpuLoad());
  }

  /** Null where the virtual machine has no such bean. */
  private static <T extends java.lang.management.PlatformManagedObject> T platform(Class<T> type) {
    try {
      return ManagementFactory.getPlatformMXBean(type);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
