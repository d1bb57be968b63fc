// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.Catalogue;
import backbone.service.HealthServer;
import backbone.service.RegistryAccess;
import backbone.streams.Entrance;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** derive-metrics in a process of its own that a test may kill. */
final class MetricsJobMain {

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  private MetricsJobMain() {}

  /** Arguments: bootstrap servers, topic prefix, state folder, port of /metrics, hold in ms. */
  public static void main(String[] args) throws Exception {
    PrometheusRegistry metrics = new PrometheusRegistry();
    JobsConfig config = config(args[0], args[1], Path.of(args[2]), COMMIT_INTERVAL);
    DeriveMetrics plan =
        new DeriveMetrics(config, Telemetry.codecs(), metrics, Long.parseLong(args[4]));
    RunningJob job = new RunningJob(config, plan).showing(metrics);
    try (job;
        HealthServer server = HealthServer.start("127.0.0.1:" + args[3], metrics, job::health)) {
      job.start();
      new CountDownLatch(1).await();
    }
  }

  static JobsConfig config(String bootstrap, String prefix, Path folder, Duration commitInterval) {
    return new JobsConfig(
        List.of(DeriveMetrics.NAME),
        List.of(
            new Entrance(
                Catalogue.LOGS_RAW.name(prefix), Entrance.Signal.LOGS, "prod", "kr", null, null),
            new Entrance(
                Catalogue.SPANS_RAW.name(prefix), Entrance.Signal.SPANS, "prod", "kr", null, null)),
        prefix,
        folder,
        1,
        commitInterval,
        Duration.ofSeconds(6),
        Duration.ofDays(4),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        true,
        JobsConfig.Sampling.DEFAULT,
        RegistryAccess.of("http://127.0.0.1:1"),
        Map.of("bootstrap.servers", bootstrap));
  }
}
