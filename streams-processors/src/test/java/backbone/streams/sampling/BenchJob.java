// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.servers.JavaCommand;
import backbone.service.RegistryAccess;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** sample-traces as the product runs it, policies from a file and Avro decisions, by itself. */
final class BenchJob {

  private BenchJob() {}

  /** Arguments: bootstrap servers, topic prefix, folder, file of policies, URL of the registry. */
  public static void main(String[] args) throws Exception {
    JobsConfig test =
        SamplingMain.config(
            args[0], args[1], Path.of(args[2]), Duration.ofMillis(ShopTopics.WAIT_MS));
    JobsConfig.Sampling sampling =
        new JobsConfig.Sampling(
            test.sampling().patience(),
            args[3],
            test.sampling().memory(),
            test.sampling().openTracesMax());
    JobsConfig config =
        new JobsConfig(
            test.only(),
            test.entrances(),
            test.prefix(),
            test.stateFolder(),
            Integer.getInteger("bench.threads", test.threads()),
            test.commitInterval(),
            test.sessionTimeout(),
            test.repeatsKept(),
            test.joinWithin(),
            test.behindMax(),
            test.seriesIdle(),
            test.nativeHistograms(),
            sampling,
            RegistryAccess.of(args[4]),
            test.kafka());
    RegistryClient registry = new RegistryClient(RegistryConfig.of(args[4]));
    PrometheusRegistry metrics = new PrometheusRegistry();
    new RunningJob(config, new SampleTraces(config, registry, metrics)).start();
    new CountDownLatch(1).await();
  }

  /**
   * Starts it in a JVM with a heap of 256 MB; options come from {@code bench.options}, and {@code
   * -Dbench.threads} among them sets the stream threads.
   */
  static Process start(ShopTopics shop, Path folder, Path policies, String registry)
      throws IOException {
    JavaCommand java = JavaCommand.heap("256m");
    for (String option : System.getProperty("bench.options", "").split(" ", -1)) {
      if (!option.isEmpty()) {
        java.option(option);
      }
    }
    return new ProcessBuilder(
            java.main(
                System.getProperty("java.class.path"),
                BenchJob.class.getName(),
                shop.topics().kafka().bootstrap(),
                shop.topics().prefix(),
                folder.toString(),
                policies.toString(),
                registry))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("job.log").toFile())
        .start();
  }
}
