// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.service.Health;
import backbone.service.Health.State;
import backbone.service.Heartbeat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a job running: begins a run, waits for its end, and begins the next one after a pause that
 * grows from half a second to ten. A fault that somebody must mend is said once and tried again; a
 * bug ends the job.
 */
public final class StreamsJob implements AutoCloseable {

  /** Begins a run. May throw anything; it is judged by {@link FaultKind}. */
  @FunctionalInterface
  interface Beginning {
    StreamsRun begin() throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(StreamsJob.class);
  private static final long PAUSE_MS_MIN = 500;
  private static final long PAUSE_MS_MAX = 10_000;
  private static final long STEADY_MS = 30_000;
  private static final long PROGRESS_AGE_MS_MAX = 8_000;
  private static final long JOIN_MS = 7_500;

  /** Connecting takes at most a few requests, each of which gives up after a minute. */
  private static final Duration TURN_MAX = Duration.ofMinutes(10);

  private final String name;
  private final Beginning beginning;
  private final Heartbeat turns;
  private final Thread keeper;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile StreamsRun run;
  private volatile Health trouble;
  private volatile boolean started;
  private final AtomicLong rebalances = new AtomicLong();
  private final Map<FaultKind, Long> faults = new ConcurrentHashMap<>();
  private long pauseMs = PAUSE_MS_MIN;
  private String said = "";

  StreamsJob(String name, Beginning beginning) {
    this.name = name;
    this.beginning = beginning;
    this.trouble = Health.starting(name + " is starting");
    this.turns = Heartbeat.of(name + ": its keeper has not turned", TURN_MAX);
    this.keeper = new Thread(this::keep, name + "-keeper");
  }

  void start() {
    turns.beat();
    keeper.start();
    started = true;
  }

  private void keep() {
    try {
      boolean again = true;
      while (again && stopping.getCount() > 0) {
        turns.beat();
        again = live();
        turns.beat();
        again = again && !stopping.await(pauseMs, TimeUnit.MILLISECONDS);
        pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One run; false when there shall be no other. */
  private boolean live() throws InterruptedException {
    try (StreamsRun begun = beginning.begin()) {
      run = begun;
      begun.start(rebalances::incrementAndGet);
      watch(begun);
      if (stopping.getCount() == 0) {
        begun.last();
      }
      return stopping.getCount() > 0 && !failed(begun.fault());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return !failed(e);
    } finally {
      run = null;
    }
  }

  private void watch(StreamsRun begun) throws InterruptedException {
    long steadyFrom = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEADY_MS);
    while (stopping.getCount() > 0 && !begun.await(100)) {
      turns.beat();
      if (begun.state() == KafkaStreams.State.RUNNING && trouble != null) {
        LOG.info("Running. job={}", name);
        trouble = null;
        said = "";
      }
      if (System.nanoTime() - steadyFrom > 0) {
        pauseMs = PAUSE_MS_MIN;
      }
    }
  }

  /** Says what ended a run; true when it is a bug. */
  private boolean failed(Throwable fault) {
    Throwable what = fault == null ? new IllegalStateException("bug: ended by itself") : fault;
    FaultKind kind = FaultKind.of(what);
    faults.merge(kind, 1L, Long::sum);
    String line = name + ": " + sentence(what);
    switch (kind) {
      case BUG -> {
        trouble = Health.failed(line + ". This is a bug; the job has stopped.");
        LOG.error("Stopped by a bug. job={}", name, what);
      }
      case OPERATOR -> say(line);
      case PASSING -> say(line + " Trying again.");
    }
    return kind == FaultKind.BUG;
  }

  /** A line that repeats itself is said once. */
  private void say(String line) {
    trouble = Health.degraded(line);
    if (!line.equals(said)) {
      LOG.warn(line);
      said = line;
    }
  }

  /** The deepest message, which names the thing. */
  private static String sentence(Throwable fault) {
    Throwable deepest = fault;
    for (int i = 0; deepest.getCause() != null && i < 20; i++) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }

  /** How the job is. */
  public Health health() {
    Health wrong = trouble;
    StreamsRun now = run;
    if (wrong != null || now == null) {
      return wrong != null ? wrong : Health.starting(name + " is starting");
    }
    Map<String, Object> facts =
        Map.of(
            "state", now.state().name(),
            "pollAgeMs", now.pollAgeMs(),
            "commitAgeMs", now.commitAgeMs(),
            "restoring", now.restore().facts());
    boolean committed = now.idle() || now.commitAgeMs() < PROGRESS_AGE_MS_MAX;
    boolean moving = now.pollAgeMs() < PROGRESS_AGE_MS_MAX && committed;
    boolean ready = now.state() == KafkaStreams.State.RUNNING;
    State state = ready && moving ? State.HEALTHY : State.DEGRADED;
    return new Health(state, detail(ready, moving) + now.restore().detail(), facts);
  }

  /** How the job is, for the metrics. */
  StreamsFigures figures() {
    StreamsRun now = run;
    boolean polled = now != null && now.polled();
    long commitAgeMs = now == null ? -1 : now.commitAgeMs();
    return new StreamsFigures(
        now == null ? StreamsFigures.WAITING : StreamsGauges.word(now.state()),
        now == null ? 0 : now.restore().left(),
        polled ? OptionalLong.of(now.pollAgeMs()) : OptionalLong.empty(),
        commitAgeMs < 0 ? OptionalLong.empty() : OptionalLong.of(commitAgeMs),
        rebalances.get(),
        Map.copyOf(faults));
  }

  private String detail(boolean ready, boolean moving) {
    if (!ready) {
      return name + " is taking over partitions";
    }
    return moving ? name + " is running" : name + " has not polled or committed for 8 s";
  }

  /** Why only a new process can help. A cluster that is away ends runs, but never the keeper. */
  public Optional<String> stuck() {
    if (stopping.getCount() == 0 || !started) {
      return Optional.empty();
    }
    if (!keeper.isAlive()) {
      Health last = trouble;
      return Optional.of(last == null ? name + " has ended" : last.detail());
    }
    StreamsRun now = run;
    Optional<String> silent = now == null ? Optional.empty() : now.stuck();
    return silent.map(reason -> name + ": " + reason).or(turns::stuck);
  }

  @Override
  public void close() {
    stopping.countDown();
    try {
      keeper.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
