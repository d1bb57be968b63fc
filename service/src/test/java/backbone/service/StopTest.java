// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopTest {

  private final AtomicInteger halted = new AtomicInteger();

  @Test
  void waitsForThePart_andIsNotReadyMeanwhile() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Part part =
        part(
            () -> {
              closing.countDown();
              await(finish);
            });
    Stop stop = stop(part, Duration.ofMinutes(1));
    Probes probes = Probes.of(part, stop::asked);
    assertThat(probes.asReady().status()).isEqualTo(200);

    Thread hook = new Thread(stop);
    hook.start();
    closing.await();

    assertThat(probes.asReady())
        .isEqualTo(
            new Probes.Answer(
                503,
                "{\"state\":\"stopping\",\"detail\":\"The process was asked to stop.\","
                    + "\"facts\":{}}"));
    assertThat(probes.asHealth().status()).isEqualTo(200);
    assertThat(probes.asLive().status()).isEqualTo(200);
    finish.countDown();
    stop.await();
    hook.join();
    assertThat(halted).hasValue(0);
  }

  @Test
  void endsTheProcessByForce_whenThePartDoesNotStopInTime() {
    CountDownLatch never = new CountDownLatch(1);

    stop(part(() -> await(never)), Duration.ofMillis(1)).run();

    assertThat(halted).hasValue(Stop.LATE);
    never.countDown();
  }

  @Test
  void isStopped_whenThePartFailsToClose() throws Exception {
    Stop stop =
        stop(
            part(
                () -> {
                  throw new IllegalStateException("no");
                }),
            Duration.ofMinutes(1));

    stop.run();

    stop.await();
    assertThat(halted).hasValue(0);
  }

  private Stop stop(Part part, Duration timeout) {
    return new Stop(part, "mill", timeout, halted::set);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Part part(Runnable close) {
    return new Part() {
      @Override
      public void start() {}

      @Override
      public Health health() {
        return Health.healthy("Grinds.");
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
