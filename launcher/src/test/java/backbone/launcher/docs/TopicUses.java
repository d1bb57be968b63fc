// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.Declared;
import backbone.launcher.connect.ConnectorPlan;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.service.Settings;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    jobs().forEach(job -> all.add(job(job)));
    all.add(connect());
    all.add(Use.of("console", Set.of(Catalogue.SAMPLING_DECISIONS), Set.of()));
    all.add(new Use("rules apply", false, rules(), rules(), Set.of()));
    return all;
  }

  /** A job's process follows the rules beside its own topics. */
  private static Use job(JobPlan job) {
    Set<String> reads = new TreeSet<>(job.inputs());
    reads.addAll(rules());
    return new Use(
        job.name(), true, reads, new TreeSet<>(job.outputs()), new TreeSet<>(job.consulted()));
  }

  private static Set<String> rules() {
    return Set.copyOf(
        Catalogue.topics().stream()
            .filter(topic -> topic.suffix().equals("rules"))
            .map(Topic::name)
            .toList());
  }

  /** All connectors that there can be. */
  private static Use connect() {
    Map<String, String> any = Map.of("tasks.max", "1");
    Set<String> reads = new TreeSet<>();
    Set<String> writes = new TreeSet<>();
    for (Map<String, String> connector :
        new ConnectorPlan(Topic.PREFIX_DEFAULT, 1, any, any).connectors().values()) {
      reads.add(connector.get("topics"));
      writes.add(connector.get("errors.deadletterqueue.topic.name"));
    }
    return new Use("connect", false, reads, writes, Set.of());
  }

  /** The jobs with the topics that they have unless configured otherwise. */
  private static List<JobPlan> jobs() {
    Map<String, String> least =
        Map.of(
            "kafka.bootstrap.servers", "127.0.0.1:1", "jobs.registry.urls", "http://127.0.0.1:1");
    var part =
        Declared.parts().stream().filter(p -> p.name().equals("jobs")).findFirst().orElseThrow();
    Settings settings = Settings.load(part, null, Map.of(), least);
    List<JobPlan> plans =
        new Reachable<>(JobPlan.class).from(part.create(settings, new PrometheusRegistry()));
    if (plans.size() != JobsConfig.ONLY_DEFAULT.split(",", -1).length) {
      throw new IllegalStateException(
          "the part jobs has the plans " + plans + ", not those of all jobs. Mend Reachable");
    }
    return plans;
  }
}
