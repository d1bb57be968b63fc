// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.engine.normalize.Normalizer;
import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.streams.JobsConfig;
import backbone.streams.RunningJob;
import backbone.streams.logs.EventEncoder;
import backbone.streams.logs.NormalizeLogs;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The part {@code jobs}: the Kafka Streams jobs in one process. */
public final class JobsPart implements PartFactory {

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
    JobsConfig config = JobsConfig.read(settings, Set.of(NormalizeLogs.NAME));
    RegistryClient registry = new RegistryClient(RegistryConfig.of(config.registryUrls()));
    String output = Catalogue.LOGS_NORMALIZED.name(config.prefix());
    return new RunningJob(
        config,
        new NormalizeLogs(
            config.prefix(),
            config.entrances(),
            config.repeatsKept(),
            new NormalizeLogs.Engine(
                () -> Normalizer.standard()::normalize,
                () -> encoder(AvroCodec.logEvents(registry, output))),
            metrics));
  }

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
