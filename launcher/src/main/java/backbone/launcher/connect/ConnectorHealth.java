// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.launcher.connect.TaskMetrics.Task;
import backbone.service.Health;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Judges the connectors by what Connect says of them and by what their tasks get done. */
final class ConnectorHealth {

  /** Records that wait this long for their target are worth a word. */
  static final long SILENT_MAX_MS = 20_000;

  /** Our sinks never hold up their consumer for longer than seconds. */
  static final double POLL_MAX_SECONDS = 300;

  /** A consumer tells Kafka every 3 s that it lives; after this, its partitions go to others. */
  static final double HEARD_MAX_SECONDS = 10;

  /** How far a task had come, and since when it has not come further. */
  private record Progress(double finished, long sinceMs) {}

  private final Set<String> wanted;
  private final Supplier<List<Task>> tasks;
  private final LongSupplier nowMs;
  private final Map<String, Progress> progress = new HashMap<>();
  private boolean started;

  /**
   * Judges nothing yet.
   *
   * @param tasks those of this process now
   * @param nowMs the wall clock
   */
  ConnectorHealth(Set<String> wanted, Supplier<List<Task>> tasks, LongSupplier nowMs) {
    this.wanted = wanted;
    this.tasks = tasks;
    this.nowMs = nowMs;
  }

  /** Judges them now. */
  Health of(Map<String, ConnectorState> states) {
    List<String> faults = new ArrayList<>();
    Map<String, Object> facts = new TreeMap<>();
    for (String name : wanted) {
      ConnectorState state = states.get(name);
      facts.put(name, state == null ? "absent" : fact(state));
      if (state == null || !state.runs()) {
        faults.add(name + " does not run" + why(state));
      }
    }
    for (Task task : tasks.get()) {
      silent(task).ifPresent(faults::add);
      if (task.heardSecondsAgo() > HEARD_MAX_SECONDS) {
        faults.add(
            task.connector()
                + " has not heard of Kafka for "
                + (long) task.heardSecondsAgo()
                + " s; it goes on when a broker answers");
      }
    }
    if (faults.isEmpty()) {
      started = true;
      return Health.healthy("All connectors run.").with(facts);
    }
    String detail = String.join("; ", faults) + ".";
    return (started || states.values().stream().anyMatch(ConnectorState::failed)
            ? Health.degraded(detail)
            : Health.starting(detail))
        .with(facts);
  }

  /** A task whose thread hangs; only a new process can help. */
  Optional<String> stuck() {
    return tasks.get().stream()
        .filter(task -> task.polledSecondsAgo() > POLL_MAX_SECONDS)
        .findFirst()
        .map(
            task ->
                "Task "
                    + task.task()
                    + " of "
                    + task.connector()
                    + " has not polled for "
                    + (long) task.polledSecondsAgo()
                    + " s.");
  }

  private Optional<String> silent(Task task) {
    long now = nowMs.getAsLong();
    String name = task.connector() + "-" + task.task();
    double finished = task.sent() + task.dropped();
    Progress last = progress.get(name);
    if (last == null || task.bufferedBytes() == 0 || last.finished() != finished) {
      progress.put(name, new Progress(finished, now));
      return Optional.empty();
    }
    long silentMs = now - last.sinceMs();
    return silentMs < SILENT_MAX_MS
        ? Optional.empty()
        : Optional.of(
            task.connector()
                + " has written nothing for "
                + silentMs / 1_000
                + " s while records wait; the log says why");
  }

  private static String fact(ConnectorState state) {
    return state.state() + ", " + state.running() + " of " + state.count() + " tasks run";
  }

  private static String why(ConnectorState state) {
    return state == null || !state.failed() ? "" : ": " + state.failure();
  }
}
