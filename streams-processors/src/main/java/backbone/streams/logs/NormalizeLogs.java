// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
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
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/** The job normalize-logs. */
public final class NormalizeLogs implements JobPlan {

  public static final String NAME = "normalize-logs";

  private final String prefix;
  private final List<Entrance> entrances;
  private final Duration repeatsKept;
  private final Duration joinWithin;
  private final HeldRecords held;
  private final Engine engine;
  private final RawMetrics metrics;
  private final Rules rules;

  /**
   * Makes the job with the standard engine, without I/O.
   *
   * @param config settings of the jobs
   * @param registry keeps the schema of the events
   * @param metrics takes the metrics
   * @param rules tell who owns what, how lines are read, and what is masked
   */
  public NormalizeLogs(
      JobsConfig config, RegistryClient registry, PrometheusRegistry metrics, Rules rules) {
    this(
        config,
        () ->
            Engine.encoder(
                AvroCodec.logEvents(registry, Catalogue.LOGS_NORMALIZED.name(config.prefix()))),
        metrics,
        rules);
  }

  /** Makes the job with encoders of one's own. */
  public NormalizeLogs(
      JobsConfig config, Supplier<EventEncoder> encoders, PrometheusRegistry metrics, Rules rules) {
    this(config, new Engine(() -> RuledNormalizer.of(rules), encoders), metrics, rules);
  }

  /** Makes the job with an engine of one's own, without I/O. */
  public NormalizeLogs(JobsConfig config, Engine engine, PrometheusRegistry metrics, Rules rules) {
    this.prefix = config.prefix();
    this.entrances = config.logEntrances();
    this.repeatsKept = config.repeatsKept();
    this.joinWithin = config.joinWithin();
    this.held = HeldRecordsReader.of(config.kafka(), prefix + "-" + NAME);
    this.engine = engine;
    this.metrics = new RawMetrics(NAME, metrics);
    this.rules = rules;
  }

  /** What turns bytes into events and events into bytes; one of each per task. */
  public record Engine(Supplier<LogNormalizer> normalizers, Supplier<EventEncoder> encoders) {

    private static EventEncoder encoder(AvroCodec<LogEvent> codec) {
      return new EventEncoder() {
        @Override
        public void connect() {
          codec.connect();
        }

        @Override
        public byte[] encode(LogEvent event) {
          return codec.encode(event);
        }
      };
    }
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
    return List.of(Catalogue.LOGS_NORMALIZED.name(prefix), Catalogue.LOGS_DEAD.name(prefix));
  }

  @Override
  public void connect() {
    rules.connect();
    engine.encoders().get().connect();
  }

  @Override
  public Topology topology(Surroundings around) {
    metrics.input(around.input());
    RawParts raw = RawParts.of(entrances, outputs(), around, metrics);
    return new NormalizeLogsTopology(
            new NormalizeLogsTopology.Parts(raw, engine, repeatsKept, joinWithin, held, rules))
        .get();
  }

  @Override
  public Health health(Health running) {
    Health owned = rules.tell(metrics.health(running), RuleKind.OWNERSHIP, "");
    return rules.tell(rules.tellMasks(owned), RuleKind.PARSING, "");
  }
}
