// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.launcher.connect.TaskMetrics.Task;
import backbone.service.Health;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Judges the connectors by what Connect says of them and by what their tasks get done. */
final class ConnectorHealth {

  /** Records that wait this long for their target are worth a word. */
  static final long SILENT_MAX_MS = 20_000;

  /** Our sinks never hold up their consumer for longer than seconds. */
  static final double POLL_MAX_SECONDS = 300;

  /** How far a task had come, and since when it has not come further. */
  private record Progress(double finished, long sinceMs) {}

  private final Set<String> wanted;
  private final TaskMetrics metrics;
  private final Clock clock;
  private final Map<String, Progress> progress = new HashMap<>();
  private boolean started;

  ConnectorHealth(Set<String> wanted, TaskMetrics metrics, Clock clock) {
    this.wanted = wanted;
    this.metrics = metrics;
    this.clock = clock;
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
    metrics.tasks().forEach(task -> silent(task).ifPresent(faults::add));
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
    return metrics.tasks().stream()
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
    long now = clock.millis();
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
    return state.state() + ", " + state.running() + " of " + state.tasks() + " tasks run";
  }

  private static String why(ConnectorState state) {
    return state == null || !state.failed() ? "" : ": " + state.failure();
  }
}
