// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.streams.jobs.Groups.Place;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import backbone.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of all jobs share one cluster while records flow. One is killed, comes back, and is
 * then stopped; the other takes over each time, and every record is in the output once.
 */
@Order(5)
class TwoProcessesIT {

  private static final List<String> JOBS =
      List.of("normalize-logs", "normalize-spans", "sample-traces", "derive-metrics");

  /** From the signal until every partition of the stopped process goes on elsewhere. */
  private static final Duration HANDOVER_MAX = Duration.ofSeconds(5);

  private static final int LIFE_MS_MAX = 2_000;

  @TempDir private Path folder;

  @Test
  void otherProcessGoesOn_whenOneIsKilledOrStopped() throws Exception {
    try (RealKafka kafka = RealKafka.started();
        RealRegistry registry = RealRegistry.started()) {
      registry.registerCatalogue();
      kafka.create(Catalogue.topics());
      long seed = Seeds.all().findFirst().orElseThrow();
      System.out.println("TwoProcessesIT seed " + seed + "; repeat with -Dproofs.seed=" + seed);
      prove(kafka, registry, new Random(seed));
    }
  }

  private void prove(RealKafka kafka, RealRegistry registry, Random random) throws Exception {
    try (Admin admin = Admin.create(kafka.client());
        Feed feed = Feed.started(kafka, random);
        JobsProcess stays = JobsProcess.start(kafka, registry, folder.resolve("stays"));
        JobsProcess killed = JobsProcess.start(kafka, registry, folder.resolve("goes"))) {
      Groups groups = new Groups(admin, JOBS);
      shared(groups, stays, killed);
      live(random);
      Set<Place> orphans = groups.of(killed);
      killed.kill();
      goesOn(groups, orphans, groups.committed(), Eventually.DEFINITELY_TOO_SLOW);
      live(random);
      try (JobsProcess stopped = JobsProcess.start(kafka, registry, folder.resolve("goes"))) {
        shared(groups, stays, stopped);
        live(random);
        handOver(groups, stopped);
      }
      judge(kafka, registry, feed);
      assertThat(stays.probe("/live")).isEqualTo(200);
      Eventually.await("readiness", () -> stays.probe("/ready") == 200);
    }
  }

  /** Waits until both have a part of each job and do their work. */
  private static void shared(Groups groups, JobsProcess one, JobsProcess other) throws Exception {
    Eventually.await(
        "readiness of both", () -> one.probe("/ready") == 200 && other.probe("/ready") == 200);
    Eventually.await(
        "a share for both",
        () -> !groups.shares(one).containsValue(0) && !groups.shares(other).containsValue(0));
    System.out.println("TwoProcessesIT shares " + groups.shares(one) + groups.shares(other));
  }

  private static void live(Random random) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(LIFE_MS_MAX));
  }

  /** What the stopped process commits itself does not count: only what follows its end. */
  private static void handOver(Groups groups, JobsProcess stopped) throws Exception {
    Set<Place> orphans = groups.of(stopped);
    long asked = System.nanoTime();
    stopped.ask();
    stopped.ended();
    double endedS = (System.nanoTime() - asked) / 1e9;
    Map<Place, Long> left = groups.committed();
    Duration rest = HANDOVER_MAX.minusNanos(System.nanoTime() - asked);
    goesOn(groups, orphans, left, rest);
    System.out.printf(
        Locale.ROOT,
        "TwoProcessesIT stopped after %.1f s; its %d partitions went on after %.1f s%n",
        endedS,
        orphans.size(),
        (System.nanoTime() - asked) / 1e9);
  }

  private static void goesOn(
      Groups groups, Set<Place> orphans, Map<Place, Long> left, Duration limit) throws Exception {
    Set<Place> waiting = new HashSet<>(orphans);
    try {
      Eventually.await(
          "progress of the partitions that were left",
          limit,
          () -> {
            Map<Place, Long> now = groups.committed();
            waiting.removeIf(p -> now.getOrDefault(p, 0L) > left.getOrDefault(p, 0L));
            return waiting.isEmpty();
          });
    } catch (AssertionError e) {
      throw new AssertionError("partitions that wait: " + waiting, e);
    }
  }

  private static void judge(RealKafka kafka, RealRegistry registry, Feed feed) throws Exception {
    Map<String, Integer> lines = Outcome.once(feed.lines());
    Map<String, Integer> spans = Outcome.once(feed.spans());
    try (Outcome outcome = new Outcome(kafka, registry)) {
      Eventually.await(
          "all output",
          () ->
              outcome.read().of(Catalogue.LOGS_NORMALIZED).size() == lines.size()
                  && outcome.of(Catalogue.SPANS_SAMPLED).size() == spans.size()
                  && outcome.counted("log_events_total") == lines.size()
                  && outcome.counted("traces_span_metrics_calls_total") == spans.size());
      assertThat(outcome.of(Catalogue.LOGS_NORMALIZED)).isEqualTo(lines);
      assertThat(outcome.of(Catalogue.SPANS_NORMALIZED)).isEqualTo(spans);
      assertThat(outcome.of(Catalogue.SPANS_SAMPLED)).isEqualTo(spans);
      assertThat(outcome.of(Catalogue.LOGS_DEAD)).isEmpty();
      assertThat(outcome.of(Catalogue.SPANS_DEAD)).isEmpty();
      System.out.printf("TwoProcessesIT %d lines, %d spans%n", lines.size(), spans.size());
    }
  }
}
