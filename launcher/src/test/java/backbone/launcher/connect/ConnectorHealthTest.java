// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.connect.TaskMetrics.Task;
import backbone.service.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorHealthTest {

  private static final String LOGS = "telemetry-elasticsearch-logs";
  private static final ConnectorState RUNS =
      new ConnectorState(Map.of(), "RUNNING", Map.of("RUNNING", 1), "");
  private static final ConnectorState FAILED =
      new ConnectorState(Map.of(), "RUNNING", Map.of("FAILED", 1), "java.lang.Bug: broken");

  private final List<Task> tasks = new ArrayList<>();
  private Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private final ConnectorHealth health =
      new ConnectorHealth(Set.of(LOGS), () -> tasks, () -> clock.millis());

  @Test
  void startsUntilAllRun() {
    assertThat(health.of(Map.of()).state()).isEqualTo(Health.State.STARTING);
    assertThat(health.of(Map.of(LOGS, RUNS)).state()).isEqualTo(Health.State.HEALTHY);
    assertThat(health.of(Map.of()).state()).isEqualTo(Health.State.DEGRADED);
  }

  @Test
  void saysWhatFailed() {
    Health now = health.of(Map.of(LOGS, FAILED));

    assertThat(now.state()).isEqualTo(Health.State.DEGRADED);
    assertThat(now.detail()).isEqualTo(LOGS + " does not run: java.lang.Bug: broken.");
  }

  @Test
  void isDegraded_whenRecordsWaitAndNothingIsWritten() {
    tasks.add(task(5, 1_000, 0, 0));
    assertThat(health.of(Map.of(LOGS, RUNS)).state()).isEqualTo(Health.State.HEALTHY);

    clock = Clock.offset(clock, Duration.ofSeconds(30));

    assertThat(health.of(Map.of(LOGS, RUNS)).detail()).contains("nothing for 30 s");
    tasks.set(0, task(6, 1_000, 0, 0));
    assertThat(health.of(Map.of(LOGS, RUNS)).state()).isEqualTo(Health.State.HEALTHY);
  }

  @Test
  void isDegradedButAlive_whenKafkaIsAway() {
    tasks.add(task(5, 0, 0, 30));

    assertThat(health.of(Map.of(LOGS, RUNS)).detail()).contains("not heard of Kafka for 30 s");
    assertThat(health.stuck()).isEmpty();
  }

  @Test
  void isStuck_whenATaskNoLongerPolls() {
    tasks.add(task(5, 0, 301, 0));

    assertThat(health.stuck().orElseThrow()).contains("has not polled for 301 s");
  }

  private static Task task(double sent, double buffered, double polledAgo, double heardAgo) {
    return new Task(LOGS, "0", sent, sent, 0, 0, 0, 0, buffered, false, polledAgo, heardAgo);
  }
}
