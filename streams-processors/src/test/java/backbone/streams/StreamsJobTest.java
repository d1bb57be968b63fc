// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Health.State;
import backbone.testkit.Eventually;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StreamsJobTest {

  @Test
  void isNotStuck_whileTheClusterIsAway() throws Exception {
    CountDownLatch tried = new CountDownLatch(2);
    try (StreamsJob job =
        new StreamsJob(
            "normalize-logs",
            () -> {
              tried.countDown();
              throw new TimeoutException("no broker answers");
            })) {
      assertThat(job.stuck()).isEmpty();
      job.start();
      tried.await();

      assertThat(job.health().state()).isEqualTo(State.DEGRADED);
      assertThat(job.figures().state()).isEqualTo(StreamsFigures.WAITING);
      assertThat(job.figures().faults().get(FaultKind.PASSING)).isPositive();
      assertThat(job.stuck()).isEmpty();
    }
  }

  @Test
  void isStuck_whenABugHasEndedIt() throws Exception {
    try (StreamsJob job =
        new StreamsJob(
            "normalize-logs",
            () -> {
              throw new IllegalStateException("bug: upside down");
            })) {
      job.start();
      Eventually.await("the end", () -> job.stuck().isPresent());

      assertThat(job.stuck())
          .hasValue("normalize-logs: bug: upside down. This is a bug; the job has stopped.");
    }
  }
}
