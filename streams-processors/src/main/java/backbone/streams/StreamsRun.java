// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** One life of a job: from connecting until the first fault or the stop. */
final class StreamsRun implements AutoCloseable {

  private static final long NANOS_PER_MS = 1_000_000;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(6);

  private final KafkaStreams streams;
  private final Watch watch;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final RestoreProgress restore = new RestoreProgress();
  private volatile Throwable fault;
  private volatile boolean last;
  private volatile Runnable rebalanced = () -> {};

  /** Who tells how far the run is. */
  record Watch(FencingClientSupplier clients, InputEnds ends) {}

  StreamsRun(
      Topology topology, Map<String, Object> config, KafkaClientSupplier clients, Watch watch) {
    this.watch = watch;
    streams = new KafkaStreams(topology, new StreamsConfig(config), clients);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setGlobalStateRestoreListener(restore);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.REBALANCING) {
            rebalanced.run();
          }
          if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            ended.countDown();
          }
        });
  }

  /** Every fault ends the whole run; the job begins the next one after a pause. */
  private StreamThreadExceptionResponse failed(Throwable thrown) {
    fault = thrown;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * Starts it.
   *
   * @param rebalanced told whenever partitions are handed out anew
   */
  void start(Runnable rebalanced) {
    this.rebalanced = rebalanced;
    watch.ends().start();
    streams.start();
  }

  /** Waits for the end of the run; false when the time is over first. */
  boolean await(long ms) throws InterruptedException {
    return ended.await(ms, TimeUnit.MILLISECONDS);
  }

  /** What ended the run, or null. */
  Throwable fault() {
    return fault;
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  /** Whether any thread has polled. */
  boolean polled() {
    return watch.clients().polled();
  }

  /** Milliseconds since the slowest thread polled. */
  long pollAgeMs() {
    return (System.nanoTime() - watch.clients().lastPollNanos()) / NANOS_PER_MS;
  }

  /** Milliseconds since a transaction was committed, or -1 when none was. */
  long commitAgeMs() {
    long last = watch.clients().lastCommitNanos();
    return last == 0 ? -1 : (System.nanoTime() - last) / NANOS_PER_MS;
  }

  /** State that is being read back, while it is. */
  RestoreProgress restore() {
    return restore;
  }

  /** Whether this process has no partition of the job. */
  boolean idle() {
    return watch.clients().idle();
  }

  /** Why no thread of this process will help itself, or empty. */
  Optional<String> stuck() {
    return watch.clients().stuck();
  }

  /** No other run of this process follows, so its partitions are free once it is closed. */
  void last() {
    last = true;
  }

  /**
   * Ends the run. Only the last one leaves the group: the others keep their place for the next run,
   * and so does a process that is killed.
   */
  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE_MAX)
            .withGroupMembershipOperation(
                last
                    ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                    : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    watch.ends().close();
  }
}
