// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import backbone.service.Health;
import backbone.service.Heartbeat;
import backbone.service.Part;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the shop tick five times a second on one thread and writes what it says into its files, and
 * its spans to Kafka.
 */
final class RunningShop implements Part {

  private static final Logger log = LoggerFactory.getLogger(RunningShop.class);
  private static final long TICK_MS = 200;
  private static final long STOP_MS_MAX = 5_000;
  private static final Duration TICK_MAX = Duration.ofMinutes(5);

  private final DemoSettings settings;
  private final PrometheusRegistry metrics;
  private final Signals signals;

  /** Plain layouts write the host's local time, as services do. */
  private final Clock clock = Clock.system(ZoneId.systemDefault());

  private final LogFiles files;
  private final FaultWatch faults;
  private final CpuBurner burner = new CpuBurner();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-shop"));
  private final Heartbeat turns = Heartbeat.of("the shop has not ticked", TICK_MAX);
  private volatile Health health = Health.starting("the shop opens");
  private Optional<ShopTracing> tracing = Optional.empty();
  private boolean closed;

  RunningShop(DemoSettings settings, PrometheusRegistry metrics) {
    this.settings = settings;
    this.metrics = metrics;
    signals = Signals.of(metrics, "demo");
    files = new LogFiles(settings.logs(), clock, LogFiles.FILE_BYTES_MAX);
    faults = new FaultWatch(settings.faultFile(), clock);
  }

  @Override
  public void start() throws IOException {
    files.prepare();
    if (settings.tracing()) {
      tracing = Optional.of(ShopTracing.start(settings, metrics));
    }
    long seed = settings.seed() == 0 ? System.nanoTime() ^ clock.millis() : settings.seed();
    Shop shop = new Shop(clock, seed, settings.requestsPerSecond());
    log.info("The shop is open. logs={} seed={}", settings.logs(), seed);
    // A failing tick reports itself, so nobody needs the future.
    Future<?> unused =
        ticks.scheduleWithFixedDelay(() -> tickOrFail(shop), 0, TICK_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public Optional<String> stuck() {
    Health now = health;
    return now.state() == Health.State.FAILED ? Optional.of(now.detail()) : turns.stuck();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ticks.shutdown();
    try {
      if (!ticks.awaitTermination(STOP_MS_MAX, TimeUnit.MILLISECONDS)) {
        log.warn("The shop is still writing after {} ms and is left alone.", STOP_MS_MAX);
        return;
      }
      tracing.ifPresent(ShopTracing::close);
      files.close();
    } catch (IOException e) {
      log.warn("A log file of the shop could not be closed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      burner.close();
    }
  }

  private void tickOrFail(Shop shop) {
    turns.beat();
    try {
      tick(shop);
    } catch (RuntimeException e) {
      health = Health.failed("the shop has a bug and stands still: " + e);
      log.error("The shop has a bug and stands still.", e);
      throw e;
    }
  }

  private void tick(Shop shop) {
    Optional<Fault> fault = faults.now();
    burner.burn(fault.filter(Fault.CPU_BURN::equals).isPresent());
    Moment moment = shop.tick(fault);
    tracing.ifPresent(spans -> moment.spans().forEach(spans::write));
    List<Line> lines = moment.lines();
    int lost = files.write(lines);
    signals.received(lines.size());
    signals.sent(lines.size() - lost);
    if (lost > 0) {
      signals.dropped("unwritable", lost);
      signals.errors("sending");
    }
    health = judge(fault, shop.served());
  }

  private Health judge(Optional<Fault> fault, long served) {
    String name = fault.map(Fault::label).orElse("none");
    Map<String, Object> facts = Map.of("fault", name, "requests", served);
    if (!files.fault().isEmpty()) {
      return Health.degraded(files.fault()).with(facts);
    }
    String detail = settings.requestsPerSecond() + " requests/s, fault " + name;
    String complaint = faults.complaint();
    return Health.healthy(complaint.isEmpty() ? detail : detail + "; " + complaint).with(facts);
  }
}
