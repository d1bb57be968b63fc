// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.service.Health;
import backbone.service.Health.State;
import backbone.service.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several jobs as one part, which is as well as the worst of them. */
final class RunningJobs implements Part {

  /** From best to worst. */
  private static final List<State> SEVERITY =
      List.of(State.HEALTHY, State.STARTING, State.DEGRADED, State.FAILED);

  private final Map<String, Part> jobs;
  private final Runnable last;

  /** Makes the part without I/O; the keys are the names of the jobs. */
  RunningJobs(Map<String, ? extends Part> jobs) {
    this(jobs, () -> {});
  }

  /** Makes the part without I/O; {@code last} closes what the jobs share, when they are closed. */
  RunningJobs(Map<String, ? extends Part> jobs, Runnable last) {
    this.jobs = new LinkedHashMap<>(jobs);
    this.last = last;
  }

  @Override
  public void start() throws Exception {
    try {
      for (Part job : jobs.values()) {
        job.start();
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  @Override
  public Health health() {
    Map<String, Health> each = new LinkedHashMap<>();
    jobs.forEach((name, job) -> each.put(name, job.health()));
    int worst = each.values().stream().mapToInt(h -> SEVERITY.indexOf(h.state())).max().orElse(0);
    Map<String, Object> facts = new LinkedHashMap<>();
    each.forEach((name, health) -> facts.put(name, facts(health)));
    State state = SEVERITY.get(worst);
    return new Health(state, detail(state, each), Map.of("jobs", facts));
  }

  @Override
  public Optional<String> stuck() {
    return jobs.values().stream().map(Part::stuck).flatMap(Optional::stream).findFirst();
  }

  private static Map<String, Object> facts(Health health) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("state", health.state().name().toLowerCase(Locale.ROOT));
    facts.put("detail", health.detail());
    health.facts().forEach((key, value) -> facts.put(key.equals("state") ? "streams" : key, value));
    return facts;
  }

  /** What those say that are as bad as the worst. */
  private static String detail(State worst, Map<String, Health> each) {
    return worst == State.HEALTHY
        ? String.join(", ", each.keySet()) + (each.size() == 1 ? " is running" : " are running")
        : each.values().stream()
            .filter(health -> health.state() == worst)
            .map(Health::detail)
            .distinct()
            .collect(Collectors.joining("; "));
  }

  /** All at once: each may take the time that the whole part has. */
  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    jobs.forEach((name, job) -> closing.add(new Thread(job::close, "close-" + name)));
    closing.forEach(Thread::start);
    try {
      for (Thread one : closing) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      last.run();
    }
  }
}
