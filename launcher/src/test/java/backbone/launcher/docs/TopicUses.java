// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.Declared;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.Settings;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import backbone.streams.logs.NormalizeLogs;
import backbone.streams.metrics.DeriveMetrics;
import backbone.streams.sampling.SampleTraces;
import backbone.streams.spans.NormalizeSpans;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who reads and writes which topic: the jobs by their own plans, the others as their code has it.
 */
final class TopicUses {

  /**
   * What one part does with topics, by full names.
   *
   * @param job whether it is a Streams job, which has topics, groups and transactions of its own
   * @param asked topics whose facts it needs though it does not read them
   */
  record Use(String part, boolean job, Set<String> reads, Set<String> writes, Set<String> asked) {

    static Use of(String part, Set<Topic> reads, Set<Topic> writes) {
      return new Use(part, false, names(reads), names(writes), Set.of());
    }

    private static Set<String> names(Set<Topic> topics) {
      return Set.copyOf(topics.stream().map(Topic::name).toList());
    }
  }

  private TopicUses() {}

  /** All parts, in the order in which data flows. */
  static List<Use> all() {
    List<Use> all = new ArrayList<>();
    all.add(Use.of("shipper", Set.of(), Set.of(Catalogue.LOGS_RAW)));
    all.add(Use.of("gateway", Set.of(), Set.of(Catalogue.LOGS_RAW, Catalogue.SPANS_RAW)));
    all.add(Use.of("exporters", Set.of(), Set.of(Catalogue.LOGS_RAW, Catalogue.SPANS_RAW)));
    all.add(Use.of("demo", Set.of(), Set.of(Catalogue.SPANS_RAW)));
    for (JobPlan job : jobs()) {
      all.add(
          new Use(
              job.name(),
              true,
              Set.copyOf(job.inputs()),
              Set.copyOf(job.outputs()),
              Set.copyOf(job.consulted())));
    }
    all.add(
        Use.of(
            "connect",
            Set.of(Catalogue.LOGS_NORMALIZED, Catalogue.SPANS_SAMPLED, Catalogue.METRICS_MINUTES),
            Set.of(Catalogue.SINKS_DEAD)));
    all.add(Use.of("console", Set.of(Catalogue.SAMPLING_DECISIONS), Set.of()));
    return all;
  }

  /** The jobs with the topics that they have unless configured otherwise. */
  private static List<JobPlan> jobs() {
    Map<String, String> least =
        Map.of(
            "kafka.bootstrap.servers",
            "127.0.0.1:1",
            JobsConfig.REGISTRY_URLS_CONFIG,
            "http://127.0.0.1:1");
    var part =
        Declared.parts().stream().filter(p -> p.name().equals("jobs")).findFirst().orElseThrow();
    JobsConfig config =
        JobsConfig.read(
            Settings.load(part, null, Map.of(), least),
            Set.of(JobsConfig.ONLY_DEFAULT.split(",", -1)));
    RegistryClient registry = new RegistryClient(RegistryConfig.of("http://127.0.0.1:1"));
    PrometheusRegistry metrics = new PrometheusRegistry();
    return List.of(
        new NormalizeLogs(config, registry, metrics),
        new NormalizeSpans(config, registry, metrics),
        new SampleTraces(config, registry, metrics),
        new DeriveMetrics(config, registry, metrics));
  }
}
