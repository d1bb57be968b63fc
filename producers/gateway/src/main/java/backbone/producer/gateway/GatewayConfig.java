// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.service.HealthServer;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings of the gateway, read once.
 *
 * @param grpc where OTLP/gRPC is taken in; absent for nowhere
 * @param http where OTLP/HTTP is taken in; absent for nowhere
 * @param topicsPrefix of the raw topics
 * @param headers on every raw record: env, region and team where they are set
 * @param limits bounds
 * @param metricsUrl where OTLP metrics go; absent for nowhere
 * @param kafka settings of the producer
 */
record GatewayConfig(
    Optional<InetSocketAddress> grpc,
    Optional<InetSocketAddress> http,
    String topicsPrefix,
    Map<String, String> headers,
    Limits limits,
    Optional<URI> metricsUrl,
    Map<String, Object> kafka) {

  static final String GRPC_ADDRESS_CONFIG = "gateway.grpc.address";
  static final String HTTP_ADDRESS_CONFIG = "gateway.http.address";
  static final String METRICS_URL_CONFIG = "gateway.otlp.metrics.url";

  private static final String TOPICS_PREFIX_CONFIG = "gateway.topics.prefix";
  private static final String ENV_CONFIG = "gateway.env";
  private static final String REGION_CONFIG = "gateway.region";
  private static final String TEAM_CONFIG = "gateway.team";
  private static final String REQUEST_BYTES_MAX_CONFIG = "gateway.request.bytes.max";
  private static final String QUEUE_BYTES_MAX_CONFIG = "gateway.queue.bytes.max";
  private static final String KAFKA_WAIT_MS_CONFIG = "gateway.kafka.wait.ms";
  private static final String METRICS_ADDRESS_CONFIG = "gateway.metrics.address";

  /**
   * Bounds of what is in memory.
   *
   * @param requestBytesMax one request after decompression
   * @param queueBytesMax all requests that Kafka has not acknowledged
   * @param kafkaWaitMs longest wait for Kafka before a client is told to come again
   */
  record Limits(int requestBytesMax, long queueBytesMax, int kafkaWaitMs) {}

  static ConfigDef def() {
    return new ConfigDef()
        .define(
            GRPC_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            "127.0.0.1:4317",
            HIGH,
            "HOST:PORT of this machine that takes OTLP over gRPC; empty for none.")
        .define(
            HTTP_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            "127.0.0.1:4318",
            HIGH,
            "HOST:PORT of this machine that takes OTLP over HTTP; empty for none.")
        .define(
            TOPICS_PREFIX_CONFIG,
            ConfigDef.Type.STRING,
            Topic.PREFIX_DEFAULT,
            new ConfigDef.NonEmptyString(),
            MEDIUM,
            "Prefix of the topics for spans and logs.")
        .define(ENV_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, "Environment of all that comes in.")
        .define(REGION_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, "Region of all that comes in.")
        .define(TEAM_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, "Team of all that comes in.")
        .define(
            REQUEST_BYTES_MAX_CONFIG,
            ConfigDef.Type.INT,
            4 << 20,
            between(1 << 10, 256 << 20),
            MEDIUM,
            "Largest request in bytes after decompression; a larger one is refused.")
        .define(
            QUEUE_BYTES_MAX_CONFIG,
            ConfigDef.Type.LONG,
            16L << 20,
            between(1 << 20, 4L << 30),
            MEDIUM,
            "Bytes of requests that may wait for Kafka; beyond that clients are told to come"
                + " later.")
        .define(
            KAFKA_WAIT_MS_CONFIG,
            ConfigDef.Type.INT,
            5000,
            between(500, 60_000),
            LOW,
            "Milliseconds to wait for Kafka before a client is told to come again.")
        .define(
            METRICS_URL_CONFIG,
            ConfigDef.Type.STRING,
            "",
            LOW,
            "URL that OTLP metrics are posted to, such as Prometheus' .../api/v1/otlp/v1/metrics;"
                + " empty: they are dropped.")
        .define(
            METRICS_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            "",
            LOW,
            "HOST:PORT that serves /metrics and /health; empty for none.");
  }

  /**
   * @throws SettingsException with every address that is none or that other machines could reach
   */
  static GatewayConfig of(Settings settings) {
    List<String> problems = new ArrayList<>();
    GatewayConfig config =
        new GatewayConfig(
            address(GRPC_ADDRESS_CONFIG, settings, problems),
            address(HTTP_ADDRESS_CONFIG, settings, problems),
            settings.string(TOPICS_PREFIX_CONFIG),
            headers(settings),
            new Limits(
                settings.integer(REQUEST_BYTES_MAX_CONFIG),
                settings.number(QUEUE_BYTES_MAX_CONFIG),
                settings.integer(KAFKA_WAIT_MS_CONFIG)),
            url(settings.string(METRICS_URL_CONFIG), problems),
            settings.kafka());
    if (!config.kafka.containsKey("bootstrap.servers")) {
      problems.add("kafka.bootstrap.servers is not set. Name the brokers as host:port,host:port.");
    }
    if (config.limits.requestBytesMax > config.limits.queueBytesMax) {
      problems.add(
          REQUEST_BYTES_MAX_CONFIG
              + "="
              + config.limits.requestBytesMax
              + " is more than "
              + QUEUE_BYTES_MAX_CONFIG
              + "="
              + config.limits.queueBytesMax
              + ", so that the largest requests could never be taken. Set it to that or less.");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return config;
  }

  private static Map<String, String> headers(Settings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TelemetryHeaders.ENV, settings.string(ENV_CONFIG));
    headers.put(TelemetryHeaders.REGION, settings.string(REGION_CONFIG));
    headers.put(TelemetryHeaders.TEAM, settings.string(TEAM_CONFIG));
    headers.values().removeIf(String::isBlank);
    return headers;
  }

  private static Optional<InetSocketAddress> address(
      String key, Settings settings, List<String> problems) {
    String text = settings.string(key);
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      InetSocketAddress address = HealthServer.socket(text);
      if (address.isUnresolved()) {
        problems.add(key + "=" + text + " names no host of this machine. Set one that does.");
      } else if (!address.getAddress().isLoopbackAddress()) {
        problems.add(
            key
                + "="
                + text
                + " can be reached by other machines, and the gateway knows no TLS and no tokens"
                + " yet. Set a loopback address, such as 127.0.0.1:4317.");
      }
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      problems.add(key + ": " + e.getMessage() + ".");
      return Optional.empty();
    }
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
        METRICS_URL_CONFIG
            + "="
            + text
            + " is no URL. Write it as http://host:port/path, or leave it empty.");
    return Optional.empty();
  }
}
