// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.sink.SinkSettings;
import backbone.sink.WorkerRules;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector; key, default and meaning together. */
final class JaegerSinkConfig extends AbstractConfig {

  static final String ENDPOINT_CONFIG = "jaeger.endpoint";
  static final String ENDPOINT_DOC =
      "HOST:PORT where Jaeger, or a Collector, takes OTLP over gRPC, such as 127.0.0.1:4317.";

  static final String TLS_CONFIG = "jaeger.tls.enabled";
  static final String TLS_DOC = "Encrypts the connection and checks the server's certificate.";

  static final String CA_CONFIG = "jaeger.tls.ca.path";
  static final String CA_DOC = "PEM file of the certificates to trust; empty for the JDK's.";

  static final String TOKEN_CONFIG = "jaeger.bearer.token.path";
  static final String TOKEN_DOC =
      "File with a bearer token, read again for each request; empty for none.";

  static final String REQUEST_BYTES_CONFIG = "jaeger.request.bytes.max";
  static final int REQUEST_BYTES_DEFAULT = 3 << 20;
  static final String REQUEST_BYTES_DOC =
      "Bytes of one request at most; servers take 4 MiB unless told otherwise. More is split between"
          + " records, then between spans; one larger span goes alone.";

  static final String TIMEOUT_CONFIG = "jaeger.timeout.ms";
  static final int TIMEOUT_DEFAULT = 10_000;
  static final String TIMEOUT_DOC = "Milliseconds to wait for an answer; then it is retried.";

  private static final String SINK = "jaeger";
  private static final int REQUEST_BYTES_MIN = 1 << 10;
  private static final int REQUEST_BYTES_MAX = 64 << 20;
  private static final int TIMEOUT_MIN_MS = 100;
  private static final int TIMEOUT_MAX_MS = 600_000;

  JaegerSinkConfig(Map<String, String> props) {
    super(def(), props, false);
  }

  static ConfigDef def() {
    ConfigDef def =
        new ConfigDef()
            .define(ENDPOINT_CONFIG, ConfigDef.Type.STRING, NO_DEFAULT_VALUE, HIGH, ENDPOINT_DOC)
            .define(TLS_CONFIG, ConfigDef.Type.BOOLEAN, false, MEDIUM, TLS_DOC)
            .define(CA_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, CA_DOC)
            .define(TOKEN_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, TOKEN_DOC)
            .define(
                REQUEST_BYTES_CONFIG,
                ConfigDef.Type.INT,
                REQUEST_BYTES_DEFAULT,
                between(REQUEST_BYTES_MIN, REQUEST_BYTES_MAX),
                LOW,
                REQUEST_BYTES_DOC)
            .define(
                TIMEOUT_CONFIG,
                ConfigDef.Type.INT,
                TIMEOUT_DEFAULT,
                between(TIMEOUT_MIN_MS, TIMEOUT_MAX_MS),
                LOW,
                TIMEOUT_DOC);
    SinkSettings.define(def, SINK);
    return WorkerRules.define(def);
  }

  JaegerAccess access() {
    String ca = getString(CA_CONFIG);
    String token = getString(TOKEN_CONFIG);
    return new JaegerAccess(
        Endpoint.of(getString(ENDPOINT_CONFIG)),
        getBoolean(TLS_CONFIG),
        ca.isEmpty() ? null : Path.of(ca),
        token.isEmpty() ? null : Path.of(token),
        getInt(TIMEOUT_CONFIG));
  }

  int requestBytesMax() {
    return getInt(REQUEST_BYTES_CONFIG);
  }

  SinkSettings limits() {
    return SinkSettings.of(this, SINK);
  }
}
