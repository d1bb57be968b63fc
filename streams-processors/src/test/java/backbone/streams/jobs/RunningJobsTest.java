// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Health;
import backbone.service.Health.State;
import backbone.service.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

  /** A job that is as it is told, and notes what is done to it. */
  private static final class FakeJob implements Part {
    private final Health health;
    private final List<String> done = new CopyOnWriteArrayList<>();

    FakeJob(Health health) {
      this.health = health;
    }

    @Override
    public void start() throws IOException {
      done.add("start");
      if (health.state() == State.FAILED) {
        throw new IOException("no folder");
      }
    }

    @Override
    public Health health() {
      return health;
    }

    @Override
    public void close() {
      done.add("close");
    }
  }

  private static RunningJobs jobs(FakeJob a, FakeJob b) {
    return new RunningJobs(new TreeMap<>(Map.of("a", a, "b", b)));
  }

  @Test
  void partIsAsWellAsItsWorstJob_whoseDetailItGives() {
    Health behind = Health.degraded("b waits for its topics").with(Map.of("lagSeconds", 3.0));
    RunningJobs jobs = jobs(new FakeJob(Health.starting("a is starting")), new FakeJob(behind));

    assertThat(jobs.health().state()).isEqualTo(State.DEGRADED);
    assertThat(jobs.health().detail()).isEqualTo("b waits for its topics");
    assertThat(jobs.health().facts())
        .isEqualTo(
            Map.of(
                "jobs",
                Map.of(
                    "a", Map.of("state", "starting", "detail", "a is starting"),
                    "b",
                        Map.of(
                            "state",
                            "degraded",
                            "detail",
                            "b waits for its topics",
                            "lagSeconds",
                            3.0))));
  }

  @Test
  void jobsAreNamed_whenAllAreWell() {
    FakeJob well = new FakeJob(Health.healthy("x is running"));

    assertThat(jobs(well, well).health().state()).isEqualTo(State.HEALTHY);
    assertThat(jobs(well, well).health().detail()).isEqualTo("a, b are running");
  }

  @Test
  void jobsThatStartedAreClosed_whenOneCannotStart() {
    FakeJob well = new FakeJob(Health.healthy("well"));
    FakeJob broken = new FakeJob(Health.failed("broken"));

    assertThatThrownBy(jobs(well, broken)::start).hasMessage("no folder");
    assertThat(well.done).containsExactly("start", "close");
  }
}
