// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.Entry;
import backbone.console.store.StoreAccess;
import backbone.service.RegistryAccess;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the console runs with.
 *
 * @param entry where it listens, and who may come in
 * @param elasticsearch how it is reached
 * @param registry of schemas; without URLs when there is none
 * @param jobsUrl where the jobs tell their metrics; empty when no jobs are known
 * @param shipperHealth where the shipper tells its backlog; empty without a shipper
 * @param alerting where alerts are told
 * @param kafka settings of Kafka's clients
 */
record ConsoleConfig(
    Entry entry,
    StoreAccess elasticsearch,
    Indices indices,
    String topicPrefix,
    Optional<URI> shipperHealth,
    RegistryAccess registry,
    Optional<URI> jobsUrl,
    Alerting alerting,
    Map<String, Object> kafka) {

  /** Base addresses of those who tell of alerts, and of the dashboards; each may be missing. */
  record Alerting(Optional<URI> prometheus, Optional<URI> alertmanager, Optional<URI> grafana) {}

  /** Patterns of the indices that are searched. */
  record Indices(String logs, String spans, String metrics) {}

  /**
   * Reads the settings.
   *
   * @throws SettingsException with every problem, such as an address that strangers could reach
   */
  static ConsoleConfig of(Settings settings) {
    List<String> problems = new ArrayList<>();
    ConsoleConfig config =
        new ConsoleConfig(
            new EntrySettings(settings, problems).read(),
            new StoreSettings(settings, problems).read(),
            new Indices(
                settings.string(ConsoleKeys.INDEX_PATTERN_CONFIG),
                settings.string(ConsoleKeys.SPANS_INDEX_PATTERN_CONFIG),
                settings.string(ConsoleKeys.METRICS_INDEX_PATTERN_CONFIG)),
            settings.string(ConsoleKeys.TOPIC_PREFIX_CONFIG),
            url(settings, ConsoleKeys.SHIPPER_HEALTH_CONFIG, problems),
            RegistryAccess.read(settings, "console", problems),
            url(settings, ConsoleKeys.JOBS_URL_CONFIG, problems),
            new Alerting(
                url(settings, ConsoleKeys.PROMETHEUS_URL_CONFIG, problems),
                url(settings, ConsoleKeys.ALERTMANAGER_URL_CONFIG, problems),
                url(settings, ConsoleKeys.GRAFANA_URL_CONFIG, problems)),
            settings.kafka());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return config;
  }

  private static Optional<URI> url(Settings settings, String key, List<String> problems) {
    String text = settings.string(key);
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip());
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Told below as any other URL that is none.
    }
    problems.add(
        settings.shown(key) + " is no URL. Write it as http://host:port, or leave it empty.");
    return Optional.empty();
  }
}
