// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.LoopbackAddress;
import backbone.service.Settings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the console runs with.
 *
 * @param registryUrls schema registry's addresses, separated by commas; empty for none
 * @param jobsUrl where the jobs tell their metrics; empty when no jobs are known
 * @param shipperHealth where the shipper tells its backlog; empty without a shipper
 * @param kafka settings of Kafka's clients
 */
record ConsoleConfig(
    InetSocketAddress address,
    List<String> elasticsearchHosts,
    Indices indices,
    String topicPrefix,
    Optional<URI> shipperHealth,
    String registryUrls,
    Optional<URI> jobsUrl,
    Map<String, Object> kafka) {

  /** Patterns of the indices that are searched. */
  record Indices(String logs, String spans, String metrics) {}

  static ConsoleConfig of(Settings settings) {
    String key = ConsolePart.ADDRESS_CONFIG;
    return new ConsoleConfig(
        LoopbackAddress.parse(key, settings.string(key)),
        settings.list(ConsolePart.ELASTICSEARCH_HOSTS_CONFIG),
        new Indices(
            settings.string(ConsolePart.INDEX_PATTERN_CONFIG),
            settings.string(ConsolePart.SPANS_INDEX_PATTERN_CONFIG),
            settings.string(ConsolePart.METRICS_INDEX_PATTERN_CONFIG)),
        settings.string(ConsolePart.TOPIC_PREFIX_CONFIG),
        uri(settings, ConsolePart.SHIPPER_HEALTH_CONFIG),
        settings.string(ConsolePart.REGISTRY_URLS_CONFIG),
        uri(settings, ConsolePart.JOBS_URL_CONFIG),
        settings.kafka());
  }

  private static Optional<URI> uri(Settings settings, String key) {
    String text = settings.string(key);
    return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
  }
}
