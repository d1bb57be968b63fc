// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.service.Health;
import backbone.service.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker while it runs: started when Kafka answers, watched, started again when it ended. */
final class RunningConnect implements Part {

  private static final Logger log = LoggerFactory.getLogger(RunningConnect.class);
  private static final long BACKOFF_FIRST_MS = 1_000;
  private static final long BACKOFF_MAX_MS = 30_000;

  /** How long a broker may take to answer before it is said to be away. */
  private static final long BROKER_SECONDS = 5;

  /** What is left of the time to stop for the end of the process itself. */
  private static final Duration STOP_SPARE = Duration.ofSeconds(2);

  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** A start waits at most two minutes for Kafka; past this a thread hangs. */
  private static final Duration TURN_MAX = Duration.ofMinutes(10);

  private final ConnectConfig config;
  private final ConnectorHealth connectors;
  private final TaskStates states;
  private final Duration stop;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread loop = new Thread(this::run, "connect");
  private volatile Health health = Health.starting("Kafka has not answered yet.");
  private volatile Worker worker;
  private volatile long turnedNanos = System.nanoTime();
  private String said = "";
  private long saidNanos;

  /** Who tells how the connectors are: their tasks of this process, and those of the group. */
  record Watch(TaskMetrics tasks, TaskStates states) {}

  RunningConnect(ConnectConfig config, Watch watch, Duration stop) {
    this.config = config;
    this.states = watch.states();
    this.connectors =
        new ConnectorHealth(
            config.connectors().keySet(), watch.tasks()::tasks, System::currentTimeMillis);
    this.stop = stop;
  }

  @Override
  public void start() {
    Worker.tame();
    loop.setDaemon(true);
    loop.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public Optional<String> stuck() {
    long silentNanos = System.nanoTime() - turnedNanos;
    if (loop.isAlive() && silentNanos > TURN_MAX.toNanos()) {
      return Optional.of(
          "Nobody has looked at Connect for "
              + TimeUnit.NANOSECONDS.toSeconds(silentNanos)
              + " s.");
    }
    return connectors.stuck();
  }

  @Override
  public void close() {
    stopping.countDown();
    Thread closing = new Thread(this::finish, "connect-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(Math.max(1, stop.minus(STOP_SPARE).toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing.isAlive()) {
      log.warn("Connect waits for a broker. What it had not committed is delivered once more.");
    }
  }

  /** Without a broker this takes long, and there is nothing that waiting would save. */
  private void finish() {
    Worker running = worker;
    if (running != null) {
      running.close();
    }
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long backoffMs = BACKOFF_FIRST_MS;
    while (!stopped(0)) {
      long startedNanos = System.nanoTime();
      try {
        once();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        down(KafkaFaults.sentence(e, config));
      }
      boolean recovered = System.nanoTime() - startedNanos > TURN_MAX.toNanos();
      backoffMs = recovered ? BACKOFF_FIRST_MS : Math.min(BACKOFF_MAX_MS, backoffMs * 2);
      stopped(backoffMs);
    }
  }

  private void once() throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Object> kafka = new HashMap<>(config.worker().kafka());
    kafka.putIfAbsent("request.timeout.ms", "10000");
    kafka.putIfAbsent("default.api.timeout.ms", "20000");
    try (Admin admin = Admin.create(kafka)) {
      InternalTopics.make(admin, config.worker().all());
      try (Worker started = Worker.start(config.worker())) {
        worker = started;
        Keeper keeper = new Keeper(new ConnectRest(config.rest()), config, Clock.systemUTC());
        while (!stopped(config.checkInterval().toMillis()) && !started.ended()) {
          turn(keeper, admin);
        }
      }
    }
    down("Connect's worker has ended. It is started again.");
  }

  /**
   * Without a broker Connect goes on to say that all is well, as it cannot write down otherwise.
   */
  private void turn(Keeper keeper, Admin admin) throws InterruptedException {
    turnedNanos = System.nanoTime();
    try {
      admin.describeCluster().clusterId().get(BROKER_SECONDS, TimeUnit.SECONDS);
      Map<String, ConnectorState> now = keeper.round();
      states.are(now);
      health = connectors.of(now);
    } catch (ConnectRest.RefusedException e) {
      down("Connect refuses a connector: " + e.getMessage());
    } catch (ExecutionException | TimeoutException e) {
      down(KafkaFaults.sentence(e, config));
    } catch (IOException e) {
      if (health.state() != Health.State.STARTING) {
        down("Connect's worker does not answer. It is asked again. " + e.getMessage());
      }
    }
  }

  /** Tells it once, and again every minute while it lasts. */
  private void down(String sentence) {
    if (stopped(0)) {
      return;
    }
    health = Health.degraded(sentence);
    states.are(Map.of());
    if (!sentence.equals(said) || System.nanoTime() - saidNanos > REPEAT_NANOS) {
      log.warn("{}", sentence);
      said = sentence;
      saidNanos = System.nanoTime();
    }
  }

  /** Waits, and tells whether it is over. */
  private boolean stopped(long waitMs) {
    turnedNanos = System.nanoTime();
    try {
      return stopping.await(waitMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
