// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Scrapes processes all the time, and notes every total that falls. */
final class Scraper implements AutoCloseable {

  private static final long PAUSE_MS = 40;

  private final List<MetricsProcess> processes = new CopyOnWriteArrayList<>();
  private final Map<String, Double> newest = new ConcurrentHashMap<>();
  private final List<String> falls = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "scraper");
  private final AtomicLong scrapes = new AtomicLong();

  Scraper() {
    thread.start();
  }

  MetricsProcess add(MetricsProcess process) {
    processes.add(process);
    return process;
  }

  void remove(MetricsProcess process) {
    processes.remove(process);
  }

  private void run() {
    try {
      while (true) {
        for (MetricsProcess process : processes) {
          process.scrape().forEach(this::take);
          scrapes.incrementAndGet();
        }
        Thread.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String line) {
    int space = line.lastIndexOf(' ');
    double value = Double.parseDouble(line.substring(space + 1));
    Double before = newest.put(line.substring(0, space), value);
    if (before != null && value < before) {
      falls.add(line + " after " + before);
    }
  }

  /** Newest value of each series, by its text in the exposition. */
  Map<String, Double> newest() {
    return newest;
  }

  List<String> falls() {
    return falls;
  }

  long scrapes() {
    return scrapes.get();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(10_000);
  }
}
