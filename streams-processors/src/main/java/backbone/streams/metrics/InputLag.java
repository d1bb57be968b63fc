// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.InputProgress;
import backbone.streams.JobGauges;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How far the first stage is behind in each input topic. Told by its tasks, read by scrapes. */
final class InputLag implements JobGauges.Source {

  private static final double MS_PER_SECOND = 1_000;

  /** A partition of an input topic. */
  record Partition(String topic, int number) {}

  /** The last record of a partition that was processed and committed. */
  record Reached(long offset, long arrivalMs) {
    static final Reached NOTHING = new Reached(-1, 0);
  }

  private final LongSupplier wallClockMs;
  private final Map<Partition, Reached> reached = new ConcurrentHashMap<>();
  private volatile InputProgress input = (topic, partition, lastOffset) -> InputProgress.UNKNOWN;

  InputLag(LongSupplier wallClockMs) {
    this.wallClockMs = wallClockMs;
  }

  /** Sets who knows how far the input is read; it is known only while the job runs. */
  void begin(InputProgress progress) {
    reached.clear();
    input = progress;
  }

  void reached(Partition partition, Reached last) {
    reached.put(partition, last);
  }

  void closed(Partition partition) {
    reached.remove(partition);
  }

  @Override
  public Map<String, Double> lagSeconds() {
    Map<String, Double> worst = new TreeMap<>();
    reached.forEach(
        (partition, last) -> worst.merge(partition.topic(), seconds(partition, last), Math::max));
    return worst;
  }

  private double seconds(Partition partition, Reached last) {
    boolean all =
        input.readToEndAtMs(partition.topic(), partition.number(), last.offset())
            != InputProgress.UNKNOWN;
    return all || last.arrivalMs() == 0
        ? 0
        : Math.max(0, wallClockMs.getAsLong() - last.arrivalMs()) / MS_PER_SECOND;
  }
}
