// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.engine.mask.MaskKeys;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.RegistryAccess;
import backbone.service.Settings;
import backbone.service.SettingsException;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import backbone.streams.logs.NormalizeLogs;
import backbone.streams.metrics.DeriveMetrics;
import backbone.streams.rules.Rules;
import backbone.streams.rules.RulesFollower;
import backbone.streams.sampling.SampleTraces;
import backbone.streams.spans.NormalizeSpans;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** The part {@code jobs}: the Kafka Streams jobs in one process. */
public final class JobsPart implements PartFactory {

  /** Makes the plan of a job without I/O. */
  @FunctionalInterface
  private interface Maker {
    JobPlan make(
        JobsConfig config, RegistryClient registry, PrometheusRegistry metrics, Rules rules);
  }

  private static final List<String> CLIENT_PREFIXES =
      List.of(
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /** All jobs there are, in the order in which data flows. */
  private static final Map<String, Maker> JOBS = jobs();

  private static Map<String, Maker> jobs() {
    Map<String, Maker> jobs = new LinkedHashMap<>();
    jobs.put(NormalizeLogs.NAME, NormalizeLogs::new);
    jobs.put(NormalizeSpans.NAME, NormalizeSpans::new);
    jobs.put(SampleTraces.NAME, SampleTraces::new);
    jobs.put(
        DeriveMetrics.NAME,
        (config, registry, metrics, rules) -> new DeriveMetrics(config, registry, metrics));
    return jobs;
  }

  @Override
  public String name() {
    return JobsConfig.PART;
  }

  @Override
  public ConfigDef config() {
    return JobsConfig.definition();
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.", JobsConfig.ENTRANCES_PREFIX, MaskKeys.SETTING);
  }

  /** Kafka Streams' own settings too, and those that it hands to one kind of client only. */
  @Override
  public Set<String> kafkaNames() {
    Set<String> clients = PartFactory.super.kafkaNames();
    Set<String> names = new TreeSet<>(clients);
    names.addAll(StreamsConfig.configDef().names());
    for (String prefix : CLIENT_PREFIXES) {
      clients.forEach(name -> names.add(prefix + name));
    }
    return names;
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    JobsConfig config = JobsConfig.read(settings, JOBS.keySet());
    RegistryAccess access = config.registry();
    RegistryClient registry =
        new RegistryClient(RegistryConfig.of(access.urls(), access.authorization(), access.tls()));
    RulesFollower rules =
        new RulesFollower(config.kafka(), config.prefix(), metrics, maskKeys(settings));
    Map<String, RunningJob> running = new LinkedHashMap<>();
    JOBS.forEach(
        (name, maker) -> {
          if (config.only().contains(name)) {
            JobPlan plan = maker.make(config, registry, metrics, rules);
            running.put(name, new RunningJob(config, plan).showing(metrics));
          }
        });
    return new RunningJobs(running, rules::close);
  }

  private static MaskKeys maskKeys(Settings settings) {
    Map<String, String> secrets = settings.withPrefix(MaskKeys.SETTING);
    List<String> problems = new ArrayList<>();
    secrets.forEach((id, secret) -> MaskKeys.problem(id, secret).ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return MaskKeys.of(secrets);
  }
}
