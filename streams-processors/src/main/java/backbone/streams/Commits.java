// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells tasks when the transaction that they wrote into is committed. Under exactly-once one
 * transaction serves all tasks of a stream thread, and everything happens on that thread: adding,
 * removing, committing. So what a listener reads then is exactly what is committed.
 */
public final class Commits {

  /** Hears of a commit, on its stream thread. */
  @FunctionalInterface
  public interface Listener {
    void committed();
  }

  private final Map<Thread, List<Listener>> listeners = new ConcurrentHashMap<>();

  /** Adds a listener for the calling thread's commits. */
  public void add(Listener listener) {
    listeners
        .computeIfAbsent(Thread.currentThread(), thread -> new CopyOnWriteArrayList<>())
        .add(listener);
  }

  /** Removes a listener, whichever thread it belongs to. */
  public void remove(Listener listener) {
    listeners.values().forEach(ofThread -> ofThread.remove(listener));
    listeners.values().removeIf(List::isEmpty);
  }

  /** Tells the calling thread's listeners. */
  public void committed() {
    listeners.getOrDefault(Thread.currentThread(), List.of()).forEach(Listener::committed);
  }
}
