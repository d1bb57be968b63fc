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
 * @param shipperHealth where the shipper tells its backlog; empty without a shipper
 * @param kafka settings of Kafka's clients
 */
record ConsoleConfig(
    InetSocketAddress address,
    List<String> elasticsearchHosts,
    String indexPattern,
    String topicPrefix,
    Optional<URI> shipperHealth,
    Map<String, Object> kafka) {

  static ConsoleConfig of(Settings settings) {
    String key = ConsolePart.ADDRESS_CONFIG;
    String health = settings.string(ConsolePart.SHIPPER_HEALTH_CONFIG);
    return new ConsoleConfig(
        LoopbackAddress.parse(key, settings.string(key)),
        settings.list(ConsolePart.ELASTICSEARCH_HOSTS_CONFIG),
        settings.string(ConsolePart.INDEX_PATTERN_CONFIG),
        settings.string(ConsolePart.TOPIC_PREFIX_CONFIG),
        health.isBlank() ? Optional.empty() : Optional.of(URI.create(health)),
        settings.kafka());
  }
}
