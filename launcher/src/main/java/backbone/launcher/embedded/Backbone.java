// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.UpSettings.Up;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The embedded backbone: checked, started, watched, stopped. */
public final class Backbone implements AutoCloseable {

  /** Slower than this is a fault, not a slow machine. */
  private static final Duration START = Duration.ofMinutes(4);

  private static final long DISK_SECONDS = 15;

  private final Up up;
  private final DataFolder folder;
  private final Consumer<String> say;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> rounds;
  private ScheduledFuture<?> samples;
  private Supervisor supervisor;

  /** Held by a field: a lock that nothing refers to is released by the garbage collector. */
  private FileLock lock;

  private CpuSampler cpu;
  private DiskCap diskCap;
  private TopicCap topicCap;

  /**
   * Makes a backbone without I/O.
   *
   * @param say takes one line for people at a time
   */
  public Backbone(Up up, Consumer<String> say) {
    this.up = up;
    this.folder = new DataFolder(up.data());
    this.say = say;
  }

  /**
   * Checks everything, starts everything and returns when every part has answered.
   *
   * @throws IOException with the sentences for people; nothing runs then
   */
  public void start() throws IOException, InterruptedException {
    folder.open();
    takeFolder();
    System.setProperty("java.io.tmpdir", folder.emptiedTemporary().toString());
    List<String> problems = new Preflight(up, folder).problems();
    if (!problems.isEmpty()) {
      throw new IOException(String.join(System.lineSeparator(), problems));
    }
    EmbeddedParts parts = new EmbeddedParts(up, folder);
    supervisor = new Supervisor(parts.list(), this::writeState, say);
    try {
      parts.prepareForeign();
      supervisor.start();
      awaitAll();
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
    if (up.elasticsearch() == null) { // What lies in somebody else's is not ours to remove.
      diskCap =
          new DiskCap(up.elasticsearchUrl(), new DiskBudget(up.diskBytes()).indicesBytes(), say);
    }
    if (up.bootstrap() == null) {
      topicCap =
          new TopicCap(
              up.kafka(),
              new DiskBudget(up.diskBytes()).topicsBytes(),
              up.otlpJaeger() != null,
              say);
    }
    cpu =
        new CpuSampler(
            supervisor::states,
            up.demo() ? PartSettings.DEMO_ORIGIN : new CpuSampler.Origin(up.env(), up.region()),
            up.kafka(),
            new RegistryClient(RegistryConfig.of(up.registryUrl())));
    samples =
        sampling.scheduleAtFixedRate(
            () -> attempt(cpu::sample), 0, CpuSampler.INTERVAL_MS, TimeUnit.MILLISECONDS);
    rounds =
        housekeeping.scheduleWithFixedDelay(
            this::housekeep, DISK_SECONDS, DISK_SECONDS, TimeUnit.SECONDS);
  }

  /** Stops everything within ten seconds. */
  @Override
  public void close() {
    if (rounds != null) {
      rounds.cancel(false);
    }
    housekeeping.shutdownNow();
    if (samples != null) {
      samples.cancel(false);
    }
    sampling.shutdownNow();
    if (supervisor != null) {
      supervisor.close();
      writeState();
    }
    if (cpu != null) {
      cpu.close();
    }
    if (topicCap != null) {
      topicCap.close();
    }
    if (diskCap != null) {
      try {
        diskCap.close();
      } catch (IOException e) {
        say.accept("the disk watch did not close: " + e.getMessage());
      }
    }
    giveFolder();
  }

  private void giveFolder() {
    try {
      if (lock != null) {
        lock.channel().close();
      }
    } catch (IOException e) {
      say.accept("the lock of " + folder.root() + " could not be released: " + e.getMessage());
    }
  }

  private void takeFolder() throws IOException {
    lock = folder.lock();
    if (lock == null) {
      String who =
          RunState.read(folder.state())
              .filter(RunState::alive)
              .map(state -> " by process " + state.launcher().pid())
              .orElse("");
      throw new IOException(
          "data folder "
              + folder.root()
              + " is in use"
              + who
              + ". Stop that one with `./backbone down`, or set another folder with --data");
    }
    Optional<RunState> before = RunState.read(folder.state());
    before.ifPresent(Leftovers::end);
  }

  private void awaitAll() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!supervisor.awaitReady(Duration.ofMillis(200))) {
      if (supervisor.fatal() != null) {
        throw new IOException(supervisor.fatal());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "not every part answers after "
                + START.toSeconds()
                + " s. Their logs tell why: "
                + folder.logs());
      }
    }
  }

  /** Each on its own: while Connect is away the disk must still be kept from filling. */
  private void housekeep() {
    writeState();
    if (topicCap != null) {
      attempt(topicCap::enforce);
    }
    if (diskCap != null) {
      attempt(diskCap::enforce);
    }
    attempt(new Connectors(up)::restartFailed);
  }

  private static void attempt(EmbeddedPart.Setup work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Whom it asks is away or busy; the next round tries again.
    }
  }

  private synchronized void writeState() {
    if (supervisor == null) {
      return;
    }
    try {
      new RunState(
              RunState.Running.of(ProcessHandle.current()),
              up.ports().base(),
              up.kafka(),
              up.elasticsearchUrl(),
              new PartSettings(up, folder, Alerting.of(up, folder)).shipperNeeded(),
              up.otlpJaeger() != null,
              supervisor.states())
          .write(folder.state());
    } catch (IOException e) {
      say.accept("cannot write " + folder.state() + ": " + e.getMessage());
    }
  }
}
