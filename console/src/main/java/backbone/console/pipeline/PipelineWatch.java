// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the facts on a thread of its own while somebody looks at them, so no request waits. */
public final class PipelineWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
  private static final long PERIOD_MS = 2_000;
  private static final Duration LOOKED_AT = Duration.ofSeconds(30);

  private final PipelineSource source;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-pipeline");
            thread.setDaemon(true);
            return thread;
          });
  private volatile PipelineFacts facts = PipelineFacts.none();
  private volatile Instant askedAt = Instant.MIN;
  private volatile Instant readAt;

  public PipelineWatch(PipelineSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  public void start() {
    var unused = thread.scheduleWithFixedDelay(this::read, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  /** The newest facts; the first question after a while starts the reading again. */
  PipelineFacts facts() {
    askedAt = clock.instant();
    return facts;
  }

  /** When the facts were read, null before the first time. */
  Instant readAt() {
    return readAt;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    source.close();
  }

  private void read() {
    boolean wanted = readAt == null || askedAt.plus(LOOKED_AT).isAfter(clock.instant());
    if (!wanted) {
      return;
    }
    try {
      facts = source.read();
      readAt = clock.instant();
    } catch (RuntimeException e) {
      LOG.debug("The pipeline's facts cannot be read now.", e);
    }
  }
}
