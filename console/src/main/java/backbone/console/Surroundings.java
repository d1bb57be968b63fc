// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.alerts.AlertSource;
import backbone.console.alerts.LiveAlerts;
import backbone.console.pipeline.LivePipeline;
import backbone.console.pipeline.PipelineSource;
import backbone.console.traces.Decisions;
import backbone.console.traces.KafkaDecisions;
import backbone.schema.Catalogue;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.service.RegistryAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the console asks beside Elasticsearch; nothing connects before the first question. */
record Surroundings(
    ProgressSource progress, Decisions decisions, PipelineSource pipeline, AlertSource alerts)
    implements AutoCloseable {

  private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(2);

  static Surroundings of(ConsoleConfig config) {
    Optional<RegistryClient> registry =
        config.registry().urls().isEmpty()
            ? Optional.empty()
            : Optional.of(new RegistryClient(registry(config.registry())));
    return new Surroundings(
        new KafkaProgress(config, Clock.systemUTC()),
        new KafkaDecisions(
            config.kafka(), Catalogue.SAMPLING_DECISIONS.name(config.topicPrefix()), registry),
        new LivePipeline(config.kafka(), config.topicPrefix(), config.jobsUrl()),
        new LiveAlerts(config.alerting().prometheus(), config.alerting().alertmanager()));
  }

  /** Somebody waits for the answer, so there is one attempt only. */
  private static RegistryConfig registry(RegistryAccess access) {
    return new RegistryConfig(
        access.urls(), access.authorization(), access.tls(), REGISTRY_TIMEOUT, 1);
  }

  /** The pipeline's source is closed by its watch. */
  @Override
  public void close() {
    progress.close();
    decisions.close();
  }
}
