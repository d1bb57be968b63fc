// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.RunState.PartState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts the parts as soon as what they need answers, starts a part again that has ended, and stops
 * all: first those that move data, then the servers that hold it.
 */
final class Supervisor implements AutoCloseable {

  private static final Duration FIRST_STOP = Duration.ofSeconds(5);
  private static final Duration LAST_STOP = Duration.ofSeconds(3);

  private final Map<String, SupervisedPart> parts = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch allReady;
  private volatile boolean stopping;

  /**
   * Makes a supervisor; nothing starts yet.
   *
   * @param changed called after each change of a part's state
   * @param say takes one line for people
   */
  Supervisor(List<EmbeddedPart> parts, Runnable changed, Consumer<String> say) {
    this.allReady = new CountDownLatch((int) parts.stream().filter(EmbeddedPart::vital).count());
    Map<String, CountDownLatch> ready = new LinkedHashMap<>();
    parts.forEach(part -> ready.put(part.name(), new CountDownLatch(1)));
    for (EmbeddedPart part : parts) {
      this.parts.put(
          part.name(), new SupervisedPart(part, Map.copyOf(ready), new Hooks(changed, say)));
    }
  }

  /** What a part tells its supervisor. */
  private final class Hooks implements SupervisedPart.Listener {

    private final Runnable changed;
    private final Consumer<String> say;

    Hooks(Runnable changed, Consumer<String> say) {
      this.changed = changed;
      this.say = say;
    }

    @Override
    public void changed() {
      changed.run();
    }

    @Override
    public void firstReady() {
      allReady.countDown();
    }

    @Override
    public void say(String line) {
      if (!stopping) {
        say.accept(line);
      }
    }
  }

  void start() {
    parts.values().forEach(part -> threads.execute(part::supervise));
  }

  /** Waits until every part has answered once. */
  boolean awaitReady(Duration time) throws InterruptedException {
    return allReady.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The first fault that no restart mends, or null. */
  String fatal() {
    return parts.values().stream()
        .map(SupervisedPart::fatal)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  List<PartState> states() {
    return parts.values().stream().map(SupervisedPart::state).toList();
  }

  /** Stops everything, in less than ten seconds. */
  @Override
  public void close() {
    stopping = true;
    parts.values().forEach(SupervisedPart::stopping);
    List<String> servers = List.of("kafka", "registry", "elasticsearch");
    stop(names(name -> !servers.contains(name)), FIRST_STOP);
    stop(names(servers::contains), LAST_STOP);
    threads.shutdownNow();
  }

  private List<String> names(java.util.function.Predicate<String> wanted) {
    List<String> names = new ArrayList<>(parts.keySet().stream().filter(wanted).toList());
    Collections.reverse(names);
    return names;
  }

  private void stop(List<String> names, Duration grace) {
    List<Thread> stops =
        names.stream().map(name -> new Thread(() -> parts.get(name).stop(grace))).toList();
    stops.forEach(Thread::start);
    for (Thread stop : stops) {
      try {
        stop.join(grace.plusSeconds(2).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
