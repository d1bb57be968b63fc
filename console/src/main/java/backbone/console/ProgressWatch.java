// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline's progress, read on a thread of its own, so that a broker that is down never makes a
 * request wait.
 */
final class ProgressWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
  private static final long PERIOD_MS = 1_000;

  /** A reading that is older says nothing about now. */
  private static final Duration FRESH = Duration.ofSeconds(15);

  /** A progress and when it was read. */
  record Reading(Progress progress, Instant at) {}

  private final Supplier<Progress> source;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-progress");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Reading last;

  ProgressWatch(Supplier<Progress> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  void start() {
    var unused = thread.scheduleWithFixedDelay(this::read, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  /** The newest reading, empty when there is none that is fresh. */
  Optional<Reading> reading() {
    Reading reading = last;
    boolean fresh = reading != null && reading.at.plus(FRESH).isAfter(clock.instant());
    return fresh ? Optional.of(reading) : Optional.empty();
  }

  Optional<Instant> completeUpTo() {
    return reading().map(reading -> reading.progress().completeUpTo());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  void read() {
    try {
      Instant at = clock.instant();
      last = new Reading(source.get(), at);
    } catch (RuntimeException e) {
      LOG.debug("The pipeline's progress cannot be read now.", e);
    }
  }
}
