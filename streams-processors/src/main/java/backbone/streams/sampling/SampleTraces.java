// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.SamplerLimits;
import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.registry.RegistryClient;
import backbone.service.Health;
import backbone.service.SettingsException;
import backbone.streams.Entrance;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/** The job sample-traces. */
public final class SampleTraces implements JobPlan {

  public static final String NAME = "sample-traces";

  /** Default of a producer's max.request.size; the topic's own limit counts when it is lower. */
  private static final int REQUEST_BYTES_MAX = 1 << 20;

  /** Bytes of a record beside its value: key, headers, framing. */
  private static final int OVERHEAD_BYTES = 2_048;

  /** Fragments of one task set aside, at most, until it is known whether they are on time. */
  private static final int UNCERTAIN_MAX = 100_000;

  private final JobsConfig config;
  private final Judging judging;
  private final Supplier<DecisionEncoder> encoders;
  private final SampleTracesMetrics metrics;
  private final SampleTracesTopology.Topics topics;

  /** The policies of the settings, and those that were applied later. */
  record Judging(PolicySet policies, Rules later) {}

  /**
   * Makes the job; reads the file of the policies, and nothing else.
   *
   * @param config settings of the jobs
   * @param registry keeps the schema of the decisions
   * @param metrics takes the metrics
   * @throws SettingsException when the policies cannot be read or are wrong
   */
  public SampleTraces(JobsConfig config, RegistryClient registry, PrometheusRegistry metrics) {
    this(config, registry, metrics, Rules.none());
  }

  /** Makes the job with rules that can change while it runs. */
  public SampleTraces(
      JobsConfig config, RegistryClient registry, PrometheusRegistry metrics, Rules rules) {
    this(
        config,
        new Judging(policies(config.sampling()), rules),
        () ->
            DecisionEncoder.avro(
                AvroCodec.decisions(registry, Catalogue.SAMPLING_DECISIONS.name(config.prefix()))),
        metrics);
  }

  SampleTraces(
      JobsConfig config,
      PolicySet policies,
      Supplier<DecisionEncoder> encoders,
      PrometheusRegistry registry) {
    this(config, new Judging(policies, Rules.none()), encoders, registry);
  }

  SampleTraces(
      JobsConfig config,
      Judging judging,
      Supplier<DecisionEncoder> encoders,
      PrometheusRegistry registry) {
    this.config = config;
    this.judging = judging;
    this.encoders = encoders;
    topics =
        new SampleTracesTopology.Topics(
            Catalogue.SPANS_NORMALIZED.name(config.prefix()),
            Catalogue.SPANS_SAMPLED.name(config.prefix()),
            Catalogue.SAMPLING_DECISIONS.name(config.prefix()));
    metrics = new SampleTracesMetrics(topics.normalized(), registry);
  }

  private static PolicySet policies(JobsConfig.Sampling sampling) {
    String path = sampling.policiesPath();
    try {
      return path.isEmpty() ? PolicySet.standard() : PolicySet.read(Path.of(path));
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              JobsConfig.Sampling.POLICIES_PATH_CONFIG
                  + "="
                  + path
                  + " cannot be read: "
                  + e.getMessage()
                  + ". Give this user read access, or set another file."));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(e.getMessage().split("\n")));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(topics.normalized());
  }

  @Override
  public List<String> consulted() {
    return config.spanEntrances().stream().map(Entrance::topic).toList();
  }

  @Override
  public List<String> outputs() {
    return List.of(topics.sampled(), topics.decisions());
  }

  @Override
  public void connect() {
    judging.later().connect();
    encoders.get().connect();
  }

  @Override
  public Topology topology(Surroundings around) {
    metrics.input(around.input());
    int recordBytesMax = around.topics().get(topics.sampled()).recordBytesMax();
    return new SampleTracesTopology(
            new SampleTracesTopology.Parts(
                topics,
                rules(around),
                encoders,
                Math.min(recordBytesMax, REQUEST_BYTES_MAX) - OVERHEAD_BYTES,
                TrailReader.of(topics.normalized(), config.kafka(), config.prefix() + "-" + NAME),
                around.commits(),
                metrics))
        .get();
  }

  private SamplingRules rules(Surroundings around) {
    long waitMs = config.sampling().patience().toMillis();
    List<String> raw = new ArrayList<>();
    for (String topic : consulted()) {
      for (int p = 0; p < around.topics().get(topic).partitions(); p++) {
        raw.add(topic + "/" + p);
      }
    }
    return new SamplingRules(
        judging.policies(),
        judging.later(),
        new SamplerLimits(
            waitMs,
            Math.max(config.sampling().memory().toMillis(), waitMs),
            config.sampling().openTracesMax(),
            UNCERTAIN_MAX),
        around.topics().get(topics.normalized()).partitions(),
        raw,
        config.behindMax());
  }

  @Override
  public Health health(Health running) {
    return judging
        .later()
        .tell(metrics.health(running), RuleKind.SAMPLING, judging.policies().version());
  }
}
