// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.schema.TelemetryHeaders;
import backbone.service.Pem;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the gateway, read once.
 *
 * @param grpc where OTLP/gRPC is taken in; absent for nowhere
 * @param http where OTLP/HTTP is taken in; absent for nowhere
 * @param topicsPrefix of the raw topics
 * @param access who may send, and how
 * @param limits bounds
 * @param metricsUrl where OTLP metrics go; absent for nowhere
 * @param kafka settings of the producer
 */
record GatewayConfig(
    Optional<InetSocketAddress> grpc,
    Optional<InetSocketAddress> http,
    String topicsPrefix,
    Access access,
    Limits limits,
    Optional<URI> metricsUrl,
    Map<String, Object> kafka) {

  /**
   * Who may send, and how.
   *
   * @param entrances with the headers of all that comes in by them
   * @param tls of both fronts; absent for plain text
   */
  record Access(Entrances entrances, Optional<Doors.Tls> tls) {}

  /**
   * Bounds of what is in memory.
   *
   * @param requestBytesMax one request after decompression
   * @param queueBytesMax all requests that Kafka has not acknowledged
   * @param kafkaWaitMs longest wait for Kafka before a client is told to come again
   */
  record Limits(int requestBytesMax, long queueBytesMax, int kafkaWaitMs) {}

  /**
   * @throws SettingsException with every problem, such as an address that strangers could reach
   */
  static GatewayConfig of(Settings settings) {
    List<String> problems = new ArrayList<>();
    Access access = access(settings, problems);
    AddressRule addresses = new AddressRule(settings, access, problems);
    GatewayConfig config =
        new GatewayConfig(
            addresses.read(GatewayKeys.GRPC_ADDRESS_CONFIG),
            addresses.read(GatewayKeys.HTTP_ADDRESS_CONFIG),
            settings.string(GatewayKeys.TOPICS_PREFIX_CONFIG),
            access,
            new Limits(
                settings.integer(GatewayKeys.REQUEST_BYTES_MAX_CONFIG),
                settings.number(GatewayKeys.QUEUE_BYTES_MAX_CONFIG),
                settings.integer(GatewayKeys.KAFKA_WAIT_MS_CONFIG)),
            url(settings.string(GatewayKeys.METRICS_URL_CONFIG), problems),
            settings.kafka());
    if (!config.kafka.containsKey("bootstrap.servers")) {
      problems.add("kafka.bootstrap.servers is not set. Name the brokers as host:port,host:port.");
    }
    if (config.limits.requestBytesMax > config.limits.queueBytesMax) {
      problems.add(
          GatewayKeys.REQUEST_BYTES_MAX_CONFIG
              + "="
              + config.limits.requestBytesMax
              + " is more than "
              + GatewayKeys.QUEUE_BYTES_MAX_CONFIG
              + "="
              + config.limits.queueBytesMax
              + ", so that the largest requests could never be taken. Set it to that or less.");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return config;
  }

  private static Access access(Settings settings, List<String> problems) {
    Entrances entrances = EntranceSettings.read(settings, headers(settings), problems);
    String clientCa = GatewayKeys.CLIENT_CA_PATH_CONFIG;
    if (!settings.string(clientCa).isBlank()
        && settings.string(GatewayKeys.CERTIFICATE_PATH_CONFIG).isBlank()) {
      problems.add(
          settings.shown(clientCa)
              + " asks clients for certificates, which needs TLS. Set "
              + GatewayKeys.CERTIFICATE_PATH_CONFIG
              + " and "
              + GatewayKeys.KEY_PATH_CONFIG
              + ", too.");
    }
    Pem pem = new Pem(clientCa, GatewayKeys.CERTIFICATE_PATH_CONFIG, GatewayKeys.KEY_PATH_CONFIG);
    return new Access(
        entrances,
        pem.read(settings, problems)
            .map(tls -> new Doors.Tls(tls.context(), !settings.string(clientCa).isBlank())));
  }

  private static Map<String, String> headers(Settings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TelemetryHeaders.ENV, settings.string(GatewayKeys.ENV_CONFIG));
    headers.put(TelemetryHeaders.REGION, settings.string(GatewayKeys.REGION_CONFIG));
    headers.put(TelemetryHeaders.TEAM, settings.string(GatewayKeys.TEAM_CONFIG));
    headers.values().removeIf(String::isBlank);
    return headers;
  }

  private static Optional<URI> url(String text, List<String> problems) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // Told below as any other URL that is none.
    }
    problems.add(
        GatewayKeys.METRICS_URL_CONFIG
            + "="
            + text
            + " is no URL. Write it as http://host:port/path, or leave it empty.");
    return Optional.empty();
  }
}
