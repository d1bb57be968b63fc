// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.PolicySet;
import backbone.schema.Catalogue;
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

/** sample-traces in a process of its own that a test may freeze or kill. */
public final class SamplingMain {

  private SamplingMain() {}

  /** Arguments: bootstrap servers, topic prefix, state folder, wait in milliseconds. */
  public static void main(String[] args) throws Exception {
    Duration patience = Duration.ofMillis(Long.parseLong(args[3]));
    RunningJob job =
        job(config(args[0], args[1], Path.of(args[2]), patience), new PrometheusRegistry());
    job.start();
    new CountDownLatch(1).await();
  }

  /** Settings of the job alone. */
  public static JobsConfig config(String bootstrap, String prefix, Path folder, Duration patience) {
    return new JobsConfig(
        List.of(SampleTraces.NAME),
        List.of(
            new Entrance(
                Catalogue.SPANS_RAW.name(prefix), Entrance.Signal.SPANS, "prod", "kr", null, null)),
        prefix,
        folder,
        1,
        Duration.ofMillis(100),
        Duration.ofSeconds(6),
        Duration.ofDays(4),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        false,
        new JobsConfig.Sampling(patience, "", Duration.ofHours(1), 500_000),
        RegistryAccess.of("http://127.0.0.1:1"),
        Map.of("bootstrap.servers", bootstrap));
  }

  /** The job with the policies that come along, without a registry. */
  public static RunningJob job(JobsConfig config, PrometheusRegistry metrics) {
    return new RunningJob(
        config, new SampleTraces(config, PolicySet.standard(), Lives.FakeEncoder::new, metrics));
  }
}
