// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Pauses the task's partitions while it holds too much, and resumes them at half of that. */
final class Backpressure {

  private final SinkTaskContext context;
  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean paused;

  Backpressure(SinkTaskContext context, long bytesMax) {
    this.context = context;
    this.bytesMax = bytesMax;
  }

  void taken(int recordBytes) {
    bytes.addAndGet(recordBytes);
  }

  void released(int recordBytes) {
    bytes.addAndGet(-recordBytes);
  }

  /**
   * Applies the limit; only from the task's thread.
   *
   * @param hold pause whatever the bytes say
   */
  void apply(boolean hold) {
    TopicPartition[] all = context.assignment().toArray(TopicPartition[]::new);
    if (!paused && (hold || bytes.get() >= bytesMax)) {
      context.pause(all);
      paused = true;
    } else if (paused && !hold && bytes.get() <= bytesMax / 2) {
      context.resume(all);
      paused = false;
    }
  }

  /** New partitions are not paused yet, so the next {@link #apply} has to do it again. */
  void assigned() {
    paused = false;
  }

  boolean paused() {
    return paused;
  }

  long bytes() {
    return bytes.get();
  }
}
