// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import backbone.streams.logs.NormalizeLogs;
import backbone.streams.metrics.DeriveMetrics;
import backbone.streams.sampling.SampleTraces;
import backbone.streams.spans.NormalizeSpans;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The part {@code jobs}: the Kafka Streams jobs in one process. */
public final class JobsPart implements PartFactory {

  /** Makes the plan of a job without I/O. */
  @FunctionalInterface
  private interface Maker {
    JobPlan make(JobsConfig config, RegistryClient registry, PrometheusRegistry metrics);
  }

  /** All jobs there are, in the order in which data flows. */
  private static final Map<String, Maker> JOBS = jobs();

  private static Map<String, Maker> jobs() {
    Map<String, Maker> jobs = new LinkedHashMap<>();
    jobs.put(NormalizeLogs.NAME, NormalizeLogs::new);
    jobs.put(NormalizeSpans.NAME, NormalizeSpans::new);
    jobs.put(SampleTraces.NAME, SampleTraces::new);
    jobs.put(DeriveMetrics.NAME, DeriveMetrics::new);
    return jobs;
  }

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public ConfigDef config() {
    return JobsConfig.definition();
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.", JobsConfig.ENTRANCES_PREFIX);
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    JobsConfig config = JobsConfig.read(settings, JOBS.keySet());
    RegistryClient registry = new RegistryClient(RegistryConfig.of(config.registryUrls()));
    Map<String, RunningJob> running = new LinkedHashMap<>();
    JOBS.forEach(
        (name, maker) -> {
          if (config.only().contains(name)) {
            running.put(name, new RunningJob(config, maker.make(config, registry, metrics)));
          }
        });
    return new RunningJobs(running);
  }
}
