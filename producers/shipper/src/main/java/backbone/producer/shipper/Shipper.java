// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.producer.Sender;
import backbone.producer.SenderSettings;
import backbone.service.Health;
import backbone.service.Heartbeat;
import backbone.service.Part;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running shipper: one thread that follows all files. */
final class Shipper implements Part, Watch {

  private static final Logger log = LoggerFactory.getLogger(Shipper.class);

  /** An acknowledgement that takes longer means that Kafka is away. */
  private static final long UNREACHABLE_MS = 10_000;

  private static final long STOP_MS = 2000;

  /** No turn takes as long, not even over slow disks and while Kafka is away. */
  private static final Duration TURN_MAX = Duration.ofMinutes(5);

  private final ShipperConfig config;
  private final Signals signals;
  private final ShipperMetrics metrics;
  private final Clock clock = Clock.systemUTC();
  private final SteadyClock steady = new SteadyClock(clock.millis(), System::nanoTime);
  private final Throttle throttle = new Throttle();

  private Sender sender;
  private Follower follower;
  private Thread thread;
  private volatile boolean stopping;
  private volatile Backlog backlog;
  private volatile String death;
  private volatile Long ackedNanos;
  private final Heartbeat turns = Heartbeat.of("The shipper has not looked at its files", TURN_MAX);

  Shipper(ShipperConfig config, PrometheusRegistry metrics) {
    this.config = config;
    this.signals = Signals.of(metrics, "shipper");
    this.metrics = new ShipperMetrics(metrics);
  }

  @Override
  public void start() throws IOException {
    InputCheck.problems(config.inputs(), config.forbiddenDirs()).forEach(log::warn);
    sender = new Sender(SenderSettings.of(config.kafka()), signals);
    try {
      follower = new Follower(setup());
    } catch (IOException e) {
      sender.close();
      throw e;
    }
    turns.beat();
    thread = new Thread(this::run, "telemetry-shipper");
    thread.start();
  }

  private Setup setup() {
    return new Setup(
        new Scan(config.inputs(), config.forbiddenDirs(), config.followsLinks()),
        new StateFile(config.stateDir()),
        new KafkaSink(sender, this::acknowledged),
        config.limits(),
        config.home(),
        EngineJoiner::new,
        clock,
        this);
  }

  private void run() {
    try {
      while (!stopping) {
        if (!follower.tick(steady.millis())) {
          Thread.sleep(config.limits().pollMs());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      death = "The shipper stopped by a fault of its own: " + e + ". Restart it and report this.";
      log.error(death, e);
    }
  }

  @Override
  public Health health() {
    Backlog now = backlog;
    if (death != null) {
      return Health.failed(death);
    }
    return now == null ? Health.starting("Looks for files.") : health(now);
  }

  private Health health(Backlog now) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("files", now.files());
    facts.put("openFiles", now.openFiles());
    facts.put("backlogBytes", now.bytes());
    Long acked = ackedNanos;
    if (acked != null) {
      facts.put("lastAckAgeMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - acked));
    }
    if (now.oldestUnsentMs() >= 0) {
      facts.put("oldestUnsentMs", now.oldestUnsentMs() + clock.millis() - steady.millis());
    }
    long ageMs = now.oldestUnderWayMs() < 0 ? 0 : steady.millis() - now.oldestUnderWayMs();
    if (ageMs > UNREACHABLE_MS) {
      return Health.degraded(
              String.format(
                  "Kafka at %s has acknowledged nothing for %d s."
                      + " Check that it runs and has the topic %s.",
                  config.kafka().get("bootstrap.servers"), ageMs / 1000, config.home().topic()))
          .with(facts);
    }
    if (now.faults() > 0) {
      return Health.degraded(
              now.faults() + " files cannot be read or remembered. The log names each.")
          .with(facts);
    }
    return Health.healthy("Follows " + now.files() + " files.").with(facts);
  }

  @Override
  public Optional<String> stuck() {
    return stopping ? Optional.empty() : Optional.ofNullable(death).or(turns::stuck);
  }

  @Override
  public void fileFault(String subject, Exception cause) {
    signals.errors("receiving");
    if (throttle.passes(subject, steady.millis())) {
      log.warn(
          "Cannot read or remember a file; tries again. Check its permissions. file={} cause={}",
          subject,
          cause.toString());
    }
  }

  private void acknowledged(Shipment shipment) {
    ackedNanos = System.nanoTime();
    if (shipment.cut) {
      metrics.linesCut.inc();
    }
  }

  @Override
  public void skipped(Path file, String reason) {
    metrics.skippedFiles.labelValues(reason).inc();
    log.info("A file is passed by. file={} reason={}", file, reason);
  }

  @Override
  public void rotated() {
    metrics.rotations.inc();
  }

  @Override
  public void truncated() {
    metrics.truncations.inc();
  }

  @Override
  public void turned(Backlog now) {
    turns.beat();
    backlog = now;
    metrics.turned(now, steady.millis());
  }

  @Override
  public void close() {
    if (thread == null || stopping) {
      return;
    }
    stopping = true;
    try {
      thread.join(STOP_MS);
      thread.interrupt();
      sender.close();
      thread.join();
      follower.close();
    } catch (IOException e) {
      log.warn("Could not save the last checkpoint; some lines will be sent twice.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
