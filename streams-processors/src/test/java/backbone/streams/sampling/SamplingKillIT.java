// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.RunningJob;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job is killed again and again while spans flow or pause; what is kept is what an undisturbed
 * sampler keeps, span by span.
 */
@Order(3)
class SamplingKillIT {

  private static final int PARTITIONS = 4;
  private static final int KILLS = 3;
  private static final int TICK_MS = 40;
  private static final Script.Size SIZE = new Script.Size(8_000, PARTITIONS, 25_000);

  @TempDir Path folder;

  @Test
  void keptSpansAreThoseOfAnUndisturbedRun_whenTheJobIsKilled() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      Seeds.forEach((random, seed) -> prove(kafka, random, "sample-" + seed));
    }
  }

  private void prove(RealKafka kafka, Random random, String prefix) throws Exception {
    SamplingTopics topics = SamplingTopics.create(kafka, prefix, PARTITIONS);
    Script script = new Script(random, SIZE, topics.raw());
    Path state = Files.createDirectories(folder.resolve(prefix));
    try (ScriptSender sender = new ScriptSender(topics, script)) {
      for (int i = 0; i < KILLS; i++) {
        try (SamplingProcess job = SamplingProcess.start(topics, state, Script.WAIT_MS)) {
          live(sender, random);
          job.kill();
        }
      }
      sender.send(Integer.MAX_VALUE);
    }
    PrometheusRegistry metrics = new PrometheusRegistry();
    RunningJob last =
        SamplingMain.job(
            SamplingMain.config(
                kafka.bootstrap(), prefix, state, Duration.ofMillis(Script.WAIT_MS)),
            metrics);
    try {
      last.start();
      Script.Expected expected = Outcome.expected(script, PARTITIONS);
      Outcome.read(topics, expected).isThat(expected);
      Eventually.await("all spans have a fate", () -> items(metrics, "open") == 0);
      assertThat(items(metrics, "emitted")).isEqualTo(expected.spans().size());
      assertThat(items(metrics, "dropped-lost")).isZero();
    } finally {
      last.close();
    }
  }

  /** Long enough to get going; the input flows, pauses for a while, and flows again. */
  private static void live(ScriptSender sender, Random random) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500 + random.nextInt(2_000));
    long quietFrom = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(4_000));
    long quietTo = quietFrom + TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_500));
    while (System.nanoTime() < end) {
      boolean quiet = System.nanoTime() > quietFrom && System.nanoTime() < quietTo;
      sender.send(quiet ? 0 : 20 + random.nextInt(20));
      TimeUnit.MILLISECONDS.sleep(TICK_MS);
    }
  }

  /** Spans with a fate as the ledger shows it; -1 when it shows none. */
  private static double items(PrometheusRegistry metrics, String fate) {
    for (MetricSnapshot snapshot : metrics.scrape("telemetry_ledger_items"::equals)) {
      for (GaugeSnapshot.GaugeDataPointSnapshot point :
          ((GaugeSnapshot) snapshot).getDataPoints()) {
        if (fate.equals(point.getLabels().get("fate"))) {
          return point.getValue();
        }
      }
    }
    return -1;
  }
}
