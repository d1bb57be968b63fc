// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.schema.registry.RegistryException;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One part under supervision: started when its needs answer, started again when it ends. */
final class SupervisedPart {

  private static final Duration READY = Duration.ofMinutes(2);
  private static final long BACKOFF_FIRST_MS = 500;
  private static final long BACKOFF_MAX_MS = 30_000;

  /** A part that ran this long has recovered; its next restart waits the shortest time again. */
  private static final Duration RECOVERED = Duration.ofMinutes(2);

  /** Who wants to know. */
  interface Listener {
    void changed();

    void firstReady();

    void say(String line);
  }

  private final EmbeddedPart part;
  private final Map<String, CountDownLatch> ready;
  private final Listener listener;
  private volatile boolean stopping;
  private volatile String state = "waiting";
  private volatile String detail = "";
  private volatile String fatal;
  private final AtomicInteger restarts = new AtomicInteger();
  private long backoffMs = BACKOFF_FIRST_MS;

  SupervisedPart(EmbeddedPart part, Map<String, CountDownLatch> ready, Listener listener) {
    this.part = part;
    this.ready = ready;
    this.listener = listener;
  }

  /** Runs until {@link #stop}; on a thread of its own. */
  void supervise() {
    try {
      for (String need : part.needs()) {
        ready.get(need).await();
      }
      while (!stopping) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String fatal() {
    return fatal;
  }

  PartState state() {
    ServerProcess process = part.server().process();
    List<Running> processes =
        process == null || !process.alive()
            ? List.of()
            : process.tree().stream().map(Running::of).toList();
    return new PartState(part.name(), state, detail, restarts.get(), processes);
  }

  void stopping() {
    stopping = true;
  }

  void stop(Duration grace) {
    stopping = true;
    ServerProcess process = part.server().process();
    if (process != null) {
      process.close(grace);
    }
    become("stopped", "");
  }

  private void once() throws InterruptedException {
    long started = System.nanoTime();
    try {
      become("starting", "");
      part.server().start();
      listener.changed();
      part.server().awaitReady(READY);
      part.afterReady().run();
      become("running", "");
      firstReady(started);
      part.server().process().exited().get();
      ended("ended with code " + part.server().process().exitCode(), started);
    } catch (RegistryException e) {
      fatal = e.getMessage();
      become("failed", e.getMessage());
      stopping = true;
    } catch (IOException e) {
      ended(e.getMessage(), started);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      ended("could not be set up: " + e.getMessage(), started);
    }
  }

  private void firstReady(long started) {
    CountDownLatch mine = ready.get(part.name());
    if (mine.getCount() > 0) {
      double seconds = (System.nanoTime() - started) / 1e9;
      listener.say(String.format(Locale.ROOT, "  %-14s ready after %4.1f s", part.name(), seconds));
      mine.countDown();
      if (part.vital()) {
        listener.firstReady();
      }
    }
  }

  private void ended(String why, long started) throws InterruptedException {
    ServerProcess process = part.server().process();
    if (process != null) {
      process.close(Duration.ofSeconds(2));
    }
    if (stopping) {
      return;
    }
    if (System.nanoTime() - started > RECOVERED.toNanos()) {
      backoffMs = BACKOFF_FIRST_MS;
    }
    restarts.incrementAndGet();
    become("restarting", why);
    listener.say(part.name() + " " + why + System.lineSeparator() + "  It is started again.");
    Thread.sleep(backoffMs);
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
  }

  private void become(String next, String why) {
    state = next;
    detail = why == null ? "" : why;
    listener.changed();
  }
}
