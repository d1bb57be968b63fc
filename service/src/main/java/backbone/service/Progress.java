// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.time.Instant;
import java.util.List;

/**
 * How far the log path has come.
 *
 * @param completeUpTo every line that was written before this time and can be found at all is
 *     searchable; null while unknown
 * @param caughtUp nothing is waiting anywhere
 * @param stages from shipper to sink
 */
public record Progress(Instant completeUpTo, boolean caughtUp, List<Stage> stages) {

  public Progress {
    stages = List.copyOf(stages);
  }

  /**
   * One stage of the path.
   *
   * @param name {@code shipper}, {@code normalize-logs} or {@code elasticsearch-sink}
   * @param state {@code ok}, {@code behind} or {@code unknown}
   * @param lagRecords records (bytes for the shipper) that wait in front of it
   * @param lagSeconds age of the oldest of them, 0 when none waits
   * @param detail one sentence for people
   */
  public record Stage(
      String name, String state, long lagRecords, double lagSeconds, String detail) {}
}
