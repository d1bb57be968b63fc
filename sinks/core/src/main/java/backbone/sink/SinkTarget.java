// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a sink writes to. Making one does no I/O. Called by several threads at once, never by the
 * task's thread; a call may take as long as its own time-outs allow and ends early when its thread
 * is interrupted.
 */
public interface SinkTarget extends AutoCloseable {

  /**
   * Makes the target ready, such as by installing a template. Called until it succeeds once, before
   * the first write.
   *
   * @throws TargetFault when it has to be called again
   */
  default void prepare() throws TargetFault {}

  /**
   * Writes records; writing one again must not double it.
   *
   * @param records never empty, never with null values
   * @return one outcome for each record, in their order
   * @throws TargetFault when nothing is known about the single records
   */
  List<Outcome> write(List<SinkRecord> records) throws TargetFault;

  /** Counters of its own, by metric name such as {@code repeats-total}; read at any time. */
  default Map<String, LongSupplier> counters() {
    return Map.of();
  }

  @Override
  void close();
}
