// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;

/**
 * Scrapes a process each second while it reads what is written meanwhile, and sees if it stands.
 */
final class ScrapedFlow {

  private static final long SAMPLE_MS = 50;
  private static final long SCRAPE_INTERVAL_MS = 1_000;

  /**
   * What was seen.
   *
   * @param scrapes how many
   * @param series of the last one
   * @param slowestSeconds of all scrapes
   * @param standSeconds longest time in which nothing was committed, since the first commit
   */
  record Seen(int scrapes, long series, double slowestSeconds, double standSeconds) {}

  private final Admin admin;
  private final Flow flow;
  private final int port;

  ScrapedFlow(Admin admin, Flow flow, int port) {
    this.admin = admin;
    this.flow = flow;
    this.port = port;
  }

  /**
   * Follows until so many records are read.
   *
   * @param writer writes what is still missing of them
   * @throws IOException when they are not read in time
   */
  Seen follow(long records, Duration limit, Callable<Void> writer) throws Exception {
    FutureTask<Void> writing = background("writer", writer);
    FutureTask<Double> standing = background("stand", () -> longestStand(records, limit));
    int scrapes = 0;
    Scrape last = null;
    double slowest = 0;
    while (!standing.isDone()) {
      last = Scrape.of(port);
      scrapes++;
      slowest = Math.max(slowest, last.seconds());
      Thread.sleep(SCRAPE_INTERVAL_MS);
    }
    writing.get();
    return new Seen(scrapes, last == null ? 0 : last.series(), slowest, standing.get());
  }

  private double longestStand(long records, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    long before = flow.read(admin);
    long read = before;
    long movedNanos = 0;
    double longest = 0;
    while (read < records) {
      Thread.sleep(SAMPLE_MS);
      read = flow.read(admin);
      long now = System.nanoTime();
      if (now > deadline) {
        throw new IOException(
            String.format("read %,d of %,d records in %d s", read, records, limit.toSeconds()));
      }
      if (read > before) {
        longest = movedNanos == 0 ? 0 : Math.max(longest, (now - movedNanos) / 1e9);
        movedNanos = now;
        before = read;
      }
    }
    return longest;
  }

  private static <T> FutureTask<T> background(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
