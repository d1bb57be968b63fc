// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.schema.Catalogue;
import backbone.schema.registry.RegistryClient;
import backbone.service.Health;
import backbone.streams.Entrance;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import backbone.streams.raw.RawMetrics;
import backbone.streams.raw.RawParts;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/** The job normalize-spans. */
public final class NormalizeSpans implements JobPlan {

  public static final String NAME = "normalize-spans";

  private final String prefix;
  private final List<Entrance> entrances;
  private final Supplier<SpanEngine> engines;
  private final RawMetrics metrics;
  private final Rules rules;

  /**
   * Makes the job with the standard engine, without I/O.
   *
   * @param config settings of the jobs
   * @param registry not asked: spans are protobuf on both sides
   * @param metrics takes the metrics
   */
  public NormalizeSpans(JobsConfig config, RegistryClient registry, PrometheusRegistry metrics) {
    this(config, registry, metrics, Rules.none());
  }

  /** Makes the job with rules that tell who owns what, and what is masked. */
  public NormalizeSpans(
      JobsConfig config, RegistryClient registry, PrometheusRegistry metrics, Rules rules) {
    this(config, () -> RuledSpanEngine.of(rules), metrics, rules);
  }

  /**
   * Makes the job with another engine.
   *
   * @param engines makes one engine per task
   */
  NormalizeSpans(
      JobsConfig config, Supplier<SpanEngine> engines, PrometheusRegistry metrics, Rules rules) {
    this.prefix = config.prefix();
    this.entrances = config.spanEntrances();
    this.engines = engines;
    this.metrics = new RawMetrics(NAME, metrics);
    this.rules = rules;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return entrances.stream().map(Entrance::topic).toList();
  }

  @Override
  public List<String> outputs() {
    return List.of(Catalogue.SPANS_NORMALIZED.name(prefix), Catalogue.SPANS_DEAD.name(prefix));
  }

  @Override
  public void connect() {
    rules.connect();
  }

  @Override
  public Topology topology(Surroundings around) {
    metrics.input(around.input());
    RawParts raw = RawParts.of(entrances, outputs(), around, metrics);
    return new NormalizeSpansTopology(raw, engines, rules).get();
  }

  @Override
  public Health health(Health running) {
    return rules.tellMasks(rules.tell(metrics.health(running), RuleKind.OWNERSHIP, ""));
  }
}
