// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import backbone.schema.Topic;
import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * The part {@code demo}: a shop that writes log files for the shipper to find, and spans to Kafka.
 */
public final class DemoPart implements PartFactory {

  static final String LOGS_DIR_CONFIG = "demo.logs.dir";
  static final String LOGS_DIR_DOC = "Folder of the shop's log files; it is made when missing.";

  static final String FAULT_FILE_CONFIG = "demo.fault.file";
  static final String FAULT_FILE_DOC =
      "File that tells which fault is on and until when; it need not exist.";

  static final String REQUESTS_PER_SECOND_CONFIG = "demo.requests.per.second";
  static final String REQUESTS_PER_SECOND_DOC =
      "Requests that customers make each second, 1 to 500; each logs 1 to 9 lines.";
  static final int REQUESTS_PER_SECOND_DEFAULT = 8;
  static final int REQUESTS_PER_SECOND_MAX = 500;

  static final String SEED_CONFIG = "demo.seed";
  static final String SEED_DOC =
      "Seed of all chance in the shop; 0 takes another one at each start, so that trace ids of two"
          + " runs never meet.";
  static final long SEED_DEFAULT = 0;

  static final String ENV_CONFIG = "demo.env";
  static final String ENV_DOC = "Environment of the shop's spans, such as prod; empty for none.";

  static final String REGION_CONFIG = "demo.region";
  static final String REGION_DOC = "Region of the shop's spans, such as kr; empty for none.";

  static final String TEAMS_CONFIG = "demo.teams";
  static final String TEAMS_DOC = "Team of each service's spans, as service=team.";
  static final List<String> TEAMS_DEFAULT =
      List.of(
          "auth-service=identity",
          "payment-service=payments",
          "order-service=commerce",
          "inventory-service=commerce");

  static final String TOPICS_PREFIX_CONFIG = "demo.topics.prefix";
  static final String TOPICS_PREFIX_DOC = "Prefix of the topic that the spans go to.";

  static final String METRICS_ADDRESS_CONFIG = "demo.metrics.address";
  static final String METRICS_ADDRESS_DOC =
      "HOST:PORT that serves /metrics and /health; empty for none.";
  static final String METRICS_ADDRESS_DEFAULT = "";

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef()
        .define(LOGS_DIR_CONFIG, ConfigDef.Type.STRING, Importance.HIGH, LOGS_DIR_DOC)
        .define(FAULT_FILE_CONFIG, ConfigDef.Type.STRING, Importance.HIGH, FAULT_FILE_DOC)
        .define(
            REQUESTS_PER_SECOND_CONFIG,
            ConfigDef.Type.INT,
            REQUESTS_PER_SECOND_DEFAULT,
            Range.between(1, REQUESTS_PER_SECOND_MAX),
            Importance.MEDIUM,
            REQUESTS_PER_SECOND_DOC)
        .define(SEED_CONFIG, ConfigDef.Type.LONG, SEED_DEFAULT, Importance.LOW, SEED_DOC)
        .define(ENV_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, ENV_DOC)
        .define(REGION_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, REGION_DOC)
        .define(TEAMS_CONFIG, ConfigDef.Type.LIST, TEAMS_DEFAULT, Importance.LOW, TEAMS_DOC)
        .define(
            TOPICS_PREFIX_CONFIG,
            ConfigDef.Type.STRING,
            Topic.PREFIX_DEFAULT,
            Importance.LOW,
            TOPICS_PREFIX_DOC)
        .define(
            METRICS_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            METRICS_ADDRESS_DEFAULT,
            Importance.LOW,
            METRICS_ADDRESS_DOC);
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.");
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    return new RunningShop(DemoSettings.of(settings), metrics);
  }
}
