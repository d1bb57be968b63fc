// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.MetricMinute;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.WireFormat;
import backbone.service.Health;
import backbone.streams.Entrance;
import backbone.streams.JobGauges;
import backbone.streams.JobPlan;
import backbone.streams.JobsConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.Topology;

/** The job derive-metrics. */
public final class DeriveMetrics implements JobPlan {

  public static final String NAME = "derive-metrics";

  private final JobsConfig config;
  private final String logs;
  private final String spans;
  private final String minutes;
  private final DeriveMetricsTopology.Codecs codecs;
  private final DeriveMetricsSignals signals;
  private final Exposition exposition;
  private final InputLag lag;
  private final SampledSpans sampled;

  /**
   * Makes the job without I/O.
   *
   * @param registry knows the schemas of events and minutes
   * @param metrics takes the totals, and the job's own counters
   */
  public DeriveMetrics(JobsConfig config, RegistryClient registry, PrometheusRegistry metrics) {
    this(config, codecs(config.prefix(), registry), metrics, Exposition.HOLD_MS);
  }

  DeriveMetrics(
      JobsConfig config,
      DeriveMetricsTopology.Codecs codecs,
      PrometheusRegistry metrics,
      long holdMs) {
    this.config = config;
    this.codecs = codecs;
    logs = Catalogue.LOGS_NORMALIZED.name(config.prefix());
    spans = Catalogue.SPANS_NORMALIZED.name(config.prefix());
    minutes = Catalogue.METRICS_MINUTES.name(config.prefix());
    signals = new DeriveMetricsSignals(metrics);
    exposition =
        new Exposition(
            System::currentTimeMillis,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            holdMs,
            config.nativeHistograms());
    metrics.register(exposition);
    signals.showSeries(exposition, KnownLabels.Bounds.DEFAULT.series());
    lag = new InputLag(System::currentTimeMillis);
    sampled =
        new SampledSpans(
            config.kafka(), Catalogue.SPANS_SAMPLED.name(config.prefix()), exposition::offer);
    JobGauges.of(metrics).add(NAME, lag);
  }

  private static DeriveMetricsTopology.Codecs codecs(String prefix, RegistryClient registry) {
    String events = Catalogue.LOGS_NORMALIZED.name(prefix);
    String minutes = Catalogue.METRICS_MINUTES.name(prefix);
    return new DeriveMetricsTopology.Codecs(
        () -> decoder(AvroCodec.logEvents(registry, events)),
        () -> encoder(AvroCodec.metricMinutes(registry, minutes)));
  }

  private static LogDecoder decoder(AvroCodec<LogEvent> codec) {
    return (value, headers) -> {
      Header schema = headers.lastHeader(WireFormat.VALUE_HEADER);
      return codec.decode(value, schema == null ? null : schema.value());
    };
  }

  private static MinuteEncoder encoder(AvroCodec<MetricMinute> codec) {
    return new MinuteEncoder() {
      @Override
      public byte[] encode(MetricMinute minute) {
        return codec.encode(minute);
      }

      @Override
      public void connect() {
        codec.connect();
      }
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(logs, spans);
  }

  /** The raw topics, whose partitions the watermarks are of. */
  @Override
  public List<String> consulted() {
    return config.entrances().stream().map(Entrance::topic).toList();
  }

  @Override
  public List<String> outputs() {
    return List.of(minutes);
  }

  @Override
  public void connect() {
    codecs.minutes().get().connect();
  }

  @Override
  public Topology topology(Surroundings around) {
    exposition.begin(around.fresh());
    lag.begin(around.input());
    sampled.start();
    Map<String, TopicFacts> topics = around.topics();
    return new DeriveMetricsTopology(
            new DeriveMetricsTopology.Parts(
                new DeriveMetricsTopology.Input(
                    source(logs, config.logEntrances(), topics),
                    source(spans, config.spanEntrances(), topics)),
                minutes,
                codecs,
                config.behindMax().toMillis(),
                config.seriesIdle().toMillis(),
                config.nativeHistograms(),
                DeriveMetricsTopology.Bounds.DEFAULT,
                around.commits(),
                exposition,
                signals,
                lag))
        .get();
  }

  private static DeriveMetricsTopology.Source source(
      String topic, List<Entrance> entrances, Map<String, TopicFacts> topics) {
    List<String> raw = new ArrayList<>();
    for (Entrance entrance : entrances) {
      for (int p = 0; p < topics.get(entrance.topic()).partitions(); p++) {
        raw.add(entrance.topic() + "/" + p);
      }
    }
    return new DeriveMetricsTopology.Source(topic, topics.get(topic).partitions(), raw);
  }

  @Override
  public void close() {
    sampled.close();
  }

  @Override
  public Health health(Health running) {
    Map<String, Object> facts = new HashMap<>(running.facts());
    facts.put("series", exposition.size());
    facts.put("lagSeconds", lag.lagSeconds().values().stream().mapToDouble(s -> s).max().orElse(0));
    return running.with(facts);
  }
}
