// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import backbone.sink.BatchWriter.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A few threads that write batches, whatever partitions these come from. Batches and results wait
 * in queues; both are bounded by the bytes that the task lets in.
 */
final class WriterPool implements AutoCloseable {

  /** With a revocation's wait before it, this stays below the 5 s that Connect gives a task. */
  static final long STOP_MS_MAX = 2_000;

  private final BlockingQueue<List<Delivery>> batches = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<Settled>> settled = new LinkedBlockingQueue<>();
  private final AtomicReference<Throwable> bug = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param writer makes the writer of one thread, given where its results go
   */
  WriterPool(String name, int writers, Function<BlockingQueue<List<Settled>>, BatchWriter> writer) {
    for (int i = 0; i < writers; i++) {
      BatchWriter own = writer.apply(settled);
      Thread thread = new Thread(() -> run(own), name + "-writer-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  void submit(List<Delivery> batch) {
    batches.add(batch);
  }

  /** Results so far; waits for the first up to a bound. */
  List<Settled> settled(long waitMs) throws InterruptedException {
    List<Settled> all = new ArrayList<>();
    List<Settled> next = settled.poll(waitMs, TimeUnit.MILLISECONDS);
    while (next != null) {
      all.addAll(next);
      next = settled.poll();
    }
    return all;
  }

  /** What ended a writer against all plans, or null. */
  Throwable bug() {
    return bug.get();
  }

  /** Interrupts what is going on; unfinished records are delivered again after the restart. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS_MAX);
    try {
      for (Thread thread : threads) {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        thread.join(Math.max(1, leftMs));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(BatchWriter writer) {
    try {
      writer.prepare();
      while (true) {
        writer.write(batches.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      bug.compareAndSet(null, e);
    }
  }
}
