// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.sink.SinkSettings;
import backbone.sink.WorkerRules;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the connector; key, default and meaning together. */
final class ElasticsearchSinkConfig extends AbstractConfig {

  static final String HOSTS_CONFIG = "elasticsearch.hosts";
  static final String HOSTS_DOC = "URLs of Elasticsearch nodes, separated by commas.";

  static final String USER_CONFIG = "elasticsearch.user";
  static final String USER_DOC = "User name; empty for none. Needs elasticsearch.password.";

  static final String PASSWORD_CONFIG = "elasticsearch.password";
  static final String PASSWORD_DOC = "Password of elasticsearch.user.";

  static final String API_KEY_CONFIG = "elasticsearch.api.key";
  static final String API_KEY_DOC = "API key in its encoded form, instead of user and password.";

  static final String CA_CONFIG = "elasticsearch.tls.ca.path";
  static final String CA_DOC = "PEM file of the certificates to trust; empty for the JDK's.";

  static final String CONNECT_TIMEOUT_CONFIG = "elasticsearch.connect.timeout.ms";
  static final int CONNECT_TIMEOUT_DEFAULT = 5_000;
  static final String CONNECT_TIMEOUT_DOC = "Milliseconds to wait for a connection.";

  static final String READ_TIMEOUT_CONFIG = "elasticsearch.read.timeout.ms";
  static final int READ_TIMEOUT_DEFAULT = 30_000;
  static final String READ_TIMEOUT_DOC = "Milliseconds to wait for an answer; then it is retried.";

  static final String COMPRESSION_CONFIG = "elasticsearch.compression.enabled";
  static final String COMPRESSION_DOC = "Compresses requests; for clusters behind a slow network.";

  static final String PREFIX_CONFIG = "elasticsearch.index.prefix";
  static final String PREFIX_DOC = "First part of index and template names: <prefix>-logs-....";

  static final String SHARDS_CONFIG = "elasticsearch.index.shards";
  static final String SHARDS_DOC = "Primary shards of a new index.";

  static final String REPLICAS_CONFIG = "elasticsearch.index.replicas";
  static final String REPLICAS_DOC = "Replicas of a new index; 0 loses data with the node's disk.";

  static final String REFRESH_CONFIG = "elasticsearch.index.refresh.interval.ms";
  static final long REFRESH_DEFAULT = 1_000;
  static final String REFRESH_DOC = "Milliseconds until a document of a new index is searchable.";

  static final String BACKFILL_CONFIG = "backfill";
  static final String BACKFILL_DOC =
      "Gives events older than 30 days indices of their own day instead of <team>-outside. Turn it"
          + " on only for data whose dates are right: each day is an index.";

  /** Connect's own. */
  static final String TOPICS_CONFIG = "topics";

  static final String TOPICS_PREFIX_CONFIG = "topics.prefix";
  static final String TOPICS_PREFIX_DOC =
      "First part of topic names, such as <prefix>.logs.normalized.";

  private static final String SINK = "elasticsearch";
  private static final int TIMEOUT_MAX_MS = 600_000;
  private static final long BULK_TIMEOUT_PARTS = 3;

  private final Set<Signal> signals;

  ElasticsearchSinkConfig(Map<String, String> props) {
    super(def(), props, false);
    signals = Signal.of(topics(props), getString(TOPICS_PREFIX_CONFIG));
  }

  /** Names in {@code topics}; none when it is not set. */
  static List<String> topics(Map<String, String> props) {
    return Arrays.stream(props.getOrDefault(TOPICS_CONFIG, "").split(",", -1))
        .map(String::strip)
        .filter(topic -> !topic.isEmpty())
        .toList();
  }

  static ConfigDef def() {
    ConfigDef def = new ConfigDef();
    defineAccess(def);
    defineIndex(def);
    RegistrySettings.define(def)
        .define(
            TOPICS_PREFIX_CONFIG,
            ConfigDef.Type.STRING,
            Topic.PREFIX_DEFAULT,
            MEDIUM,
            TOPICS_PREFIX_DOC);
    SinkSettings.define(def, SINK);
    return WorkerRules.define(def);
  }

  private static void defineAccess(ConfigDef def) {
    def.define(HOSTS_CONFIG, ConfigDef.Type.LIST, NO_DEFAULT_VALUE, HIGH, HOSTS_DOC)
        .define(USER_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, USER_DOC)
        .define(PASSWORD_CONFIG, ConfigDef.Type.PASSWORD, "", MEDIUM, PASSWORD_DOC)
        .define(API_KEY_CONFIG, ConfigDef.Type.PASSWORD, "", MEDIUM, API_KEY_DOC)
        .define(CA_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, CA_DOC)
        .define(
            CONNECT_TIMEOUT_CONFIG,
            ConfigDef.Type.INT,
            CONNECT_TIMEOUT_DEFAULT,
            between(100, TIMEOUT_MAX_MS),
            LOW,
            CONNECT_TIMEOUT_DOC)
        .define(
            READ_TIMEOUT_CONFIG,
            ConfigDef.Type.INT,
            READ_TIMEOUT_DEFAULT,
            between(1_000, TIMEOUT_MAX_MS),
            LOW,
            READ_TIMEOUT_DOC)
        .define(COMPRESSION_CONFIG, ConfigDef.Type.BOOLEAN, false, LOW, COMPRESSION_DOC);
  }

  private static void defineIndex(ConfigDef def) {
    def.define(PREFIX_CONFIG, ConfigDef.Type.STRING, "telemetry", MEDIUM, PREFIX_DOC)
        .define(SHARDS_CONFIG, ConfigDef.Type.INT, 1, between(1, 1_024), MEDIUM, SHARDS_DOC)
        .define(REPLICAS_CONFIG, ConfigDef.Type.INT, 0, between(0, 100), MEDIUM, REPLICAS_DOC)
        .define(
            REFRESH_CONFIG,
            ConfigDef.Type.LONG,
            REFRESH_DEFAULT,
            between(100, TIMEOUT_MAX_MS),
            MEDIUM,
            REFRESH_DOC)
        .define(BACKFILL_CONFIG, ConfigDef.Type.BOOLEAN, false, MEDIUM, BACKFILL_DOC);
  }

  ElasticsearchAccess access() {
    String user = getString(USER_CONFIG);
    String apiKey = getPassword(API_KEY_CONFIG).value();
    String authorization = apiKey.isEmpty() ? null : ElasticsearchAccess.apiKey(apiKey);
    if (!user.isEmpty()) {
      authorization = ElasticsearchAccess.basic(user, getPassword(PASSWORD_CONFIG).value());
    }
    String ca = getString(CA_CONFIG);
    return new ElasticsearchAccess(
        getList(HOSTS_CONFIG),
        authorization,
        ca.isEmpty() ? null : Path.of(ca),
        getInt(CONNECT_TIMEOUT_CONFIG),
        getInt(READ_TIMEOUT_CONFIG),
        getBoolean(COMPRESSION_CONFIG));
  }

  /** Elasticsearch gives up on an unavailable shard well before our own read time-out. */
  long bulkTimeoutMs() {
    return getInt(READ_TIMEOUT_CONFIG) / BULK_TIMEOUT_PARTS * 2;
  }

  /** Templates of the signals that are written. */
  List<IndexTemplate> templates() {
    IndexTemplate.Settings settings =
        new IndexTemplate.Settings(
            getInt(SHARDS_CONFIG), getInt(REPLICAS_CONFIG), getLong(REFRESH_CONFIG));
    return signals.stream()
        .map(signal -> new IndexTemplate(getString(PREFIX_CONFIG), signal, settings))
        .toList();
  }

  /** Encoders of the signals that are written. */
  Encoders encoders() {
    RegistryClient registry = new RegistryClient(RegistrySettings.read(this));
    Map<String, DocumentEncoder> byTopic = new HashMap<>();
    for (Signal signal : signals) {
      String topic = signal.topic(getString(TOPICS_PREFIX_CONFIG));
      IndexNames indices =
          new IndexNames(getString(PREFIX_CONFIG), signal, getBoolean(BACKFILL_CONFIG));
      byTopic.put(
          topic,
          switch (signal) {
            case LOGS -> new LogEncoder(registry, topic, indices);
            case SPANS -> new SpanEncoder(indices);
            case METRICS -> new MinuteEncoder(registry, topic, indices);
          });
    }
    return new Encoders(byTopic);
  }

  SinkSettings limits() {
    return SinkSettings.of(this, SINK);
  }
}
