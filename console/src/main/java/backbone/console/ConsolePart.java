// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import backbone.console.http.LoopbackAddress;
import backbone.schema.Topic;
import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.service.SettingsException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Makes the console from its settings. */
public final class ConsolePart implements PartFactory {

  public static final String ADDRESS_CONFIG = "console.address";
  static final String ADDRESS_DOC =
      "Loopback address and port of the page, such as 127.0.0.1:8080; others are refused because"
          + " there are no logins yet.";
  static final String ADDRESS_DEFAULT = "127.0.0.1:8080";

  public static final String ELASTICSEARCH_HOSTS_CONFIG = "console.elasticsearch.hosts";
  static final String ELASTICSEARCH_HOSTS_DOC = "Base addresses of Elasticsearch's nodes.";
  static final String ELASTICSEARCH_HOSTS_DEFAULT = "http://127.0.0.1:9200";

  public static final String INDEX_PATTERN_CONFIG = "console.index.pattern";
  static final String INDEX_PATTERN_DOC = "Indices that are searched for logs.";
  static final String INDEX_PATTERN_DEFAULT = "telemetry-logs-*";

  public static final String SPANS_INDEX_PATTERN_CONFIG = "console.spans.index.pattern";
  static final String SPANS_INDEX_PATTERN_DOC = "Indices that are searched for spans.";
  static final String SPANS_INDEX_PATTERN_DEFAULT = "telemetry-spans-*";

  public static final String METRICS_INDEX_PATTERN_CONFIG = "console.metrics.index.pattern";
  static final String METRICS_INDEX_PATTERN_DOC = "Indices that are searched for metrics.";
  static final String METRICS_INDEX_PATTERN_DEFAULT = "telemetry-metrics-*";

  public static final String TOPIC_PREFIX_CONFIG = "console.topic.prefix";
  static final String TOPIC_PREFIX_DOC = "Prefix of the topics whose progress is shown.";

  public static final String SHIPPER_HEALTH_CONFIG = "console.shipper.health";
  static final String SHIPPER_HEALTH_DOC =
      "Address of the shipper's health, such as http://127.0.0.1:9465/health; empty when no shipper"
          + " runs here, and then unshipped lines don't count as lag.";

  public static final String REGISTRY_URLS_CONFIG = "console.registry.urls";
  static final String REGISTRY_URLS_DOC =
      "Addresses of the schema registry, separated by commas; empty: what became of a trace that"
          + " was not kept cannot be told.";

  public static final String JOBS_URL_CONFIG = "console.jobs.url";
  static final String JOBS_URL_DOC =
      "Address of the jobs' metrics, such as http://127.0.0.1:9464; empty: their books are not"
          + " shown.";

  public static final String METRICS_ADDRESS_CONFIG = "console.metrics.address";
  static final String METRICS_ADDRESS_DOC =
      "Address for /metrics and /health of this part; empty for none.";

  @Override
  public String name() {
    return "console";
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef()
        .define(ADDRESS_CONFIG, STRING, ADDRESS_DEFAULT, loopback(), HIGH, ADDRESS_DOC)
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
        .define(REGISTRY_URLS_CONFIG, STRING, "", MEDIUM, REGISTRY_URLS_DOC)
        .define(JOBS_URL_CONFIG, STRING, "", MEDIUM, JOBS_URL_DOC)
        .define(METRICS_ADDRESS_CONFIG, STRING, "", LOW, METRICS_ADDRESS_DOC);
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.");
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    try {
      ConsoleConfig config = ConsoleConfig.of(settings);
      return new Console(config, Surroundings.of(config), metrics);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(e.getMessage()));
    }
  }

  private static ConfigDef.Validator loopback() {
    return (key, value) -> {
      try {
        var unused = LoopbackAddress.parse(key, String.valueOf(value));
      } catch (IllegalArgumentException e) {
        // The reader of settings ends the sentence itself.
        throw new ConfigException(e.getMessage().replaceAll("\\.$", ""));
      }
    };
  }
}
