// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import backbone.schema.Topic;
import backbone.service.RegistryAccess;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Which settings the part has. Those of the connectors are open: the plug-ins know them. */
final class ConnectSettings {

  static final String GROUP = "connect.group.id";
  static final String PREFIX = "connect.topics.prefix";
  static final String REPLICATION = "connect.topics.replication";
  static final String REST_ADDRESS = "connect.rest.address";
  static final String REST_PLAINTEXT = "connect.rest.plaintext.allowed";
  static final String METRICS_ADDRESS = "connect.metrics.address";
  static final String PLUGINS = "connect.plugins.dir";
  static final String TASKS = "connect.tasks.max";
  static final String CHECK_MS = "connect.check.interval.ms";
  static final String JAEGER_ENDPOINT = "connect.jaeger.endpoint";

  /** Goes to the connectors without its first word, as do the next two. */
  static final String ELASTICSEARCH_PREFIX = "connect.elasticsearch.";

  static final String REGISTRY_PREFIX = "connect.registry.";
  static final String JAEGER_PREFIX = "connect.jaeger.";

  /** {@code connectors.<name>.<key>}: what one connector has instead. */
  static final String CONNECTORS_PREFIX = "connectors.";

  /** {@code connect.worker.<key>}: any other setting of Connect's worker. */
  static final String WORKER_PREFIX = "connect.worker.";

  static final String KAFKA_PREFIX = "kafka.";

  /** First word of the settings that go to the connectors. */
  static final String PART = "connect";

  private ConnectSettings() {}

  static Set<String> prefixes() {
    return Set.of(
        KAFKA_PREFIX, ELASTICSEARCH_PREFIX, JAEGER_PREFIX, CONNECTORS_PREFIX, WORKER_PREFIX);
  }

  static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    worker(def);
    elasticsearch(def);
    RegistryAccess.define(def, PART, NO_DEFAULT_VALUE);
    return def.define(
        JAEGER_ENDPOINT,
        STRING,
        "",
        MEDIUM,
        "HOST:PORT where Jaeger takes OTLP over gRPC, such as jaeger:4317; empty for no Jaeger.");
  }

  private static void worker(ConfigDef def) {
    def.define(
            GROUP,
            STRING,
            "telemetry-connect",
            HIGH,
            "Workers of one group share the connectors and need to reach each other's REST"
                + " interface; its three topics are named after it.")
        .define(PREFIX, STRING, Topic.PREFIX_DEFAULT, MEDIUM, "First part of the names of topics.")
        .define(
            REPLICATION,
            INT,
            -1,
            between(-1, Short.MAX_VALUE),
            HIGH,
            "Replication of the group's three topics; -1 for the cluster's own, 3 is usual.")
        .define(
            REST_ADDRESS,
            STRING,
            "127.0.0.1:8083",
            HIGH,
            "host:port of Connect's REST interface, where anyone who reaches it can create"
                + " connectors.")
        .define(
            REST_PLAINTEXT,
            BOOLEAN,
            false,
            MEDIUM,
            "Allows a connect.rest.address that others than this machine can reach.")
        .define(
            METRICS_ADDRESS,
            STRING,
            "",
            MEDIUM,
            "host:port that serves /metrics, /health, /ready and /live; empty for none.")
        .define(
            PLUGINS,
            STRING,
            "",
            LOW,
            "Folder whose children are plug-ins of Connect; empty for those that come with this"
                + " program.")
        .define(
            TASKS,
            INT,
            1,
            between(1, 1_000),
            MEDIUM,
            "Tasks of each connector; they share its topic's partitions.")
        .define(
            CHECK_MS,
            LONG,
            5_000,
            between(200, 600_000),
            LOW,
            "Milliseconds between two looks at the connectors, which start again what failed.");
  }

  private static void elasticsearch(ConfigDef def) {
    def.define(
            ELASTICSEARCH_PREFIX + "hosts",
            LIST,
            NO_DEFAULT_VALUE,
            HIGH,
            "URLs of Elasticsearch nodes, separated by commas.")
        .define(
            ELASTICSEARCH_PREFIX + "user",
            STRING,
            "",
            MEDIUM,
            "User of Elasticsearch; empty for none.")
        .define(ELASTICSEARCH_PREFIX + "password", PASSWORD, "", MEDIUM, "Password of that user.")
        .define(
            ELASTICSEARCH_PREFIX + "api.key",
            PASSWORD,
            "",
            MEDIUM,
            "API key in its encoded form, instead of user and password.")
        .define(
            ELASTICSEARCH_PREFIX + "tls.ca.path",
            STRING,
            "",
            MEDIUM,
            "PEM file of the certificates to trust; empty for those that the JDK trusts.");
  }
}
