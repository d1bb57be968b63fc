// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import backbone.console.http.ListenAddress;
import backbone.schema.Topic;
import backbone.service.RegistryAccess;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The declared settings of the console. */
final class ConsoleKeys {

  static final String ADDRESS_CONFIG = "console.address";
  static final String ADDRESS_DOC =
      "Address and port of the page, such as 127.0.0.1:8080; one that other machines reach needs a"
          + " login and TLS.";
  static final String ADDRESS_DEFAULT = "127.0.0.1:8080";

  static final String ELASTICSEARCH_HOSTS_CONFIG = "console.elasticsearch.hosts";
  static final String ELASTICSEARCH_HOSTS_DOC = "Base addresses of Elasticsearch's nodes.";
  static final String ELASTICSEARCH_HOSTS_DEFAULT = "http://127.0.0.1:9200";

  static final String INDEX_PATTERN_CONFIG = "console.index.pattern";
  static final String INDEX_PATTERN_DOC = "Indices that are searched for logs.";
  static final String INDEX_PATTERN_DEFAULT = "telemetry-logs-*";

  static final String SPANS_INDEX_PATTERN_CONFIG = "console.spans.index.pattern";
  static final String SPANS_INDEX_PATTERN_DOC = "Indices that are searched for spans.";
  static final String SPANS_INDEX_PATTERN_DEFAULT = "telemetry-spans-*";

  static final String METRICS_INDEX_PATTERN_CONFIG = "console.metrics.index.pattern";
  static final String METRICS_INDEX_PATTERN_DOC = "Indices that are searched for metrics.";
  static final String METRICS_INDEX_PATTERN_DEFAULT = "telemetry-metrics-*";

  static final String TOPIC_PREFIX_CONFIG = "console.topic.prefix";
  static final String TOPIC_PREFIX_DOC = "Prefix of the topics whose progress is shown.";

  static final String SHIPPER_HEALTH_CONFIG = "console.shipper.health";
  static final String SHIPPER_HEALTH_DOC =
      "Address of the shipper's health, such as http://127.0.0.1:9465/health; empty when no shipper"
          + " runs here, and then unshipped lines don't count as lag.";

  static final String JOBS_URL_CONFIG = "console.jobs.url";
  static final String JOBS_URL_DOC =
      "Address of the jobs' metrics, such as http://127.0.0.1:9464; empty: their books are not"
          + " shown.";

  static final String PROMETHEUS_URL_CONFIG = "console.prometheus.url";
  static final String PROMETHEUS_URL_DOC =
      "Address of Prometheus, such as http://127.0.0.1:9090, whose alerts are shown; empty for"
          + " none.";

  static final String ALERTMANAGER_URL_CONFIG = "console.alertmanager.url";
  static final String ALERTMANAGER_URL_DOC =
      "Address of Alertmanager, such as http://127.0.0.1:9093, which knows what is silenced and who"
          + " is told; empty for none.";

  static final String GRAFANA_URL_CONFIG = "console.grafana.url";
  static final String GRAFANA_URL_DOC =
      "Address by which browsers reach Grafana, for links from alerts to dashboards; empty for no"
          + " links.";

  static final String METRICS_ADDRESS_CONFIG = "console.metrics.address";
  static final String METRICS_ADDRESS_DOC =
      "Address for /metrics, /health, /ready and /live of this part; empty for none.";

  static final String HOSTS_CONFIG = "console.hosts";
  static final String HOSTS_DOC =
      "Names, or NAME:PORT, by which browsers reach the console beside localhost; requests under"
          + " another Host are refused.";

  static final String LOGIN_USER_CONFIG = "console.login.user";
  static final String LOGIN_USER_DOC = "User who may read everything; empty for no login.";

  static final String LOGIN_PASSWORD_CONFIG = "console.login.password";
  static final String LOGIN_PASSWORD_DOC = "Password of that user, 12 characters or more.";

  static final String CERTIFICATE_PATH_CONFIG = "console.tls.certificate.path";
  static final String CERTIFICATE_PATH_DOC =
      "PEM file of the console's certificate chain; empty for no TLS.";

  static final String KEY_PATH_CONFIG = "console.tls.key.path";
  static final String KEY_PATH_DOC =
      "PEM file of the certificate's private key, PKCS#8 and not encrypted.";

  static final String PLAINTEXT_ALLOWED_CONFIG = "console.plaintext.allowed";
  static final String PLAINTEXT_ALLOWED_DOC =
      "Whether an address that other machines reach may go without TLS, such as behind a proxy that"
          + " does it.";

  static final String ELASTICSEARCH_USER_CONFIG = "console.elasticsearch.user";
  static final String ELASTICSEARCH_USER_DOC = "User for Elasticsearch; empty for none.";

  static final String ELASTICSEARCH_PASSWORD_CONFIG = "console.elasticsearch.password";
  static final String ELASTICSEARCH_PASSWORD_DOC = "Password of the user for Elasticsearch.";

  static final String ELASTICSEARCH_API_KEY_CONFIG = "console.elasticsearch.api.key";
  static final String ELASTICSEARCH_API_KEY_DOC =
      "API key for Elasticsearch in its encoded form, instead of a user.";

  static final String ELASTICSEARCH_CA_PATH_CONFIG = "console.elasticsearch.tls.ca.path";
  static final String ELASTICSEARCH_CA_PATH_DOC =
      "PEM file of the certificates to trust; empty for those that the JDK trusts.";

  private ConsoleKeys() {}

  static ConfigDef def() {
    return RegistryAccess.define(web(own()), "console", "");
  }

  private static ConfigDef own() {
    return new ConfigDef()
        .define(ADDRESS_CONFIG, STRING, ADDRESS_DEFAULT, address(), HIGH, ADDRESS_DOC)
        .define(
            ELASTICSEARCH_HOSTS_CONFIG,
            LIST,
            ELASTICSEARCH_HOSTS_DEFAULT,
            HIGH,
            ELASTICSEARCH_HOSTS_DOC)
        .define(INDEX_PATTERN_CONFIG, STRING, INDEX_PATTERN_DEFAULT, LOW, INDEX_PATTERN_DOC)
        .define(
            SPANS_INDEX_PATTERN_CONFIG,
            STRING,
            SPANS_INDEX_PATTERN_DEFAULT,
            LOW,
            SPANS_INDEX_PATTERN_DOC)
        .define(
            METRICS_INDEX_PATTERN_CONFIG,
            STRING,
            METRICS_INDEX_PATTERN_DEFAULT,
            LOW,
            METRICS_INDEX_PATTERN_DOC)
        .define(TOPIC_PREFIX_CONFIG, STRING, Topic.PREFIX_DEFAULT, LOW, TOPIC_PREFIX_DOC)
        .define(SHIPPER_HEALTH_CONFIG, STRING, "", MEDIUM, SHIPPER_HEALTH_DOC)
        .define(JOBS_URL_CONFIG, STRING, "", MEDIUM, JOBS_URL_DOC)
        .define(PROMETHEUS_URL_CONFIG, STRING, "", MEDIUM, PROMETHEUS_URL_DOC)
        .define(ALERTMANAGER_URL_CONFIG, STRING, "", MEDIUM, ALERTMANAGER_URL_DOC)
        .define(GRAFANA_URL_CONFIG, STRING, "", LOW, GRAFANA_URL_DOC)
        .define(METRICS_ADDRESS_CONFIG, STRING, "", LOW, METRICS_ADDRESS_DOC);
  }

  /** Who may come in, and how Elasticsearch is reached. */
  private static ConfigDef web(ConfigDef def) {
    return def.define(HOSTS_CONFIG, LIST, "", MEDIUM, HOSTS_DOC)
        .define(LOGIN_USER_CONFIG, STRING, "", HIGH, LOGIN_USER_DOC)
        .define(LOGIN_PASSWORD_CONFIG, PASSWORD, "", HIGH, LOGIN_PASSWORD_DOC)
        .define(CERTIFICATE_PATH_CONFIG, STRING, "", MEDIUM, CERTIFICATE_PATH_DOC)
        .define(KEY_PATH_CONFIG, STRING, "", MEDIUM, KEY_PATH_DOC)
        .define(PLAINTEXT_ALLOWED_CONFIG, BOOLEAN, false, LOW, PLAINTEXT_ALLOWED_DOC)
        .define(ELASTICSEARCH_USER_CONFIG, STRING, "", MEDIUM, ELASTICSEARCH_USER_DOC)
        .define(ELASTICSEARCH_PASSWORD_CONFIG, PASSWORD, "", MEDIUM, ELASTICSEARCH_PASSWORD_DOC)
        .define(ELASTICSEARCH_API_KEY_CONFIG, PASSWORD, "", MEDIUM, ELASTICSEARCH_API_KEY_DOC)
        .define(ELASTICSEARCH_CA_PATH_CONFIG, STRING, "", MEDIUM, ELASTICSEARCH_CA_PATH_DOC);
  }

  private static ConfigDef.Validator address() {
    return (key, value) -> {
      try {
        var unused = ListenAddress.parse(key, String.valueOf(value));
      } catch (IllegalArgumentException e) {
        // The reader of settings ends the sentence itself.
        throw new ConfigException(e.getMessage().replaceAll("\\.$", ""));
      }
    };
  }
}
