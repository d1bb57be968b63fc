// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.Topic;
import org.apache.kafka.common.config.ConfigDef;

/** The declared settings of the gateway; {@link EntranceSettings} reads the open list of tokens. */
final class GatewayKeys {

  static final String GRPC_ADDRESS_CONFIG = "gateway.grpc.address";
  static final String HTTP_ADDRESS_CONFIG = "gateway.http.address";
  static final String METRICS_URL_CONFIG = "gateway.otlp.metrics.url";

  static final String TOPICS_PREFIX_CONFIG = "gateway.topics.prefix";
  static final String ENV_CONFIG = "gateway.env";
  static final String REGION_CONFIG = "gateway.region";
  static final String TEAM_CONFIG = "gateway.team";
  static final String REQUEST_BYTES_MAX_CONFIG = "gateway.request.bytes.max";
  static final String QUEUE_BYTES_MAX_CONFIG = "gateway.queue.bytes.max";
  static final String KAFKA_WAIT_MS_CONFIG = "gateway.kafka.wait.ms";
  static final String METRICS_ADDRESS_CONFIG = "gateway.metrics.address";
  static final String CERTIFICATE_PATH_CONFIG = "gateway.tls.certificate.path";
  static final String KEY_PATH_CONFIG = "gateway.tls.key.path";
  static final String CLIENT_CA_PATH_CONFIG = "gateway.tls.client.ca.path";
  static final String PLAINTEXT_ALLOWED_CONFIG = "gateway.plaintext.allowed";

  private GatewayKeys() {}

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
            CERTIFICATE_PATH_CONFIG,
            ConfigDef.Type.STRING,
            "",
            MEDIUM,
            "PEM file of the gateway's certificate chain for gRPC and HTTP; empty for no TLS.")
        .define(
            KEY_PATH_CONFIG,
            ConfigDef.Type.STRING,
            "",
            MEDIUM,
            "PEM file of the certificate's private key, PKCS#8 and not encrypted.")
        .define(
            CLIENT_CA_PATH_CONFIG,
            ConfigDef.Type.STRING,
            "",
            MEDIUM,
            "PEM file of the authorities of clients' certificates; when set, every client must"
                + " show one.")
        .define(
            PLAINTEXT_ALLOWED_CONFIG,
            ConfigDef.Type.BOOLEAN,
            false,
            LOW,
            "Whether addresses that other machines reach may go without TLS, such as behind a proxy"
                + " that does it.")
        .define(
            METRICS_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            "",
            LOW,
            "HOST:PORT that serves /metrics, /health, /ready and /live; empty for none.");
  }
}
