// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Events that a task has written since its last commit, by how they were read. Of one thread. */
public final class ParseTally {

  /** A format, and how well it fitted. */
  record Read(String format, String status) {}

  /** Formats are those of the engine and of the rules, and both are few. */
  private static final int READS_MAX = 2_000;

  private static final Read OTHER = new Read(ParsedEvents.OTHER, ParsedEvents.OTHER);

  private final Map<Read, Long> counts = new HashMap<>();

  /** Most events are read as the one before. */
  private Read last = OTHER;

  private long lastCount;

  /** Counts an event; what nobody says is null. */
  public void add(String format, String status) {
    if (format == null || status == null) {
      add(ParsedEvents.OTHER, ParsedEvents.OTHER);
      return;
    }
    if (!last.format().equals(format) || !last.status().equals(status)) {
      settle();
      Read read = new Read(format, status);
      last = counts.size() < READS_MAX || counts.containsKey(read) ? read : OTHER;
    }
    lastCount++;
  }

  private void settle() {
    if (lastCount > 0) {
      counts.merge(last, lastCount, Long::sum);
      lastCount = 0;
    }
  }

  void drain(BiConsumer<Read, Long> committed) {
    settle();
    counts.forEach(committed);
    counts.clear();
  }
}
