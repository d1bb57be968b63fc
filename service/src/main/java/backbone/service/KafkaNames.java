// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Names of the settings of Kafka's clients, as Kafka declares them. */
final class KafkaNames {

  private static final List<ConfigDef> CLIENTS =
      List.of(
          ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef());

  private static final Set<String> ALL = new TreeSet<>();
  private static final Set<String> SECRET = new HashSet<>();

  static {
    for (ConfigDef def : CLIENTS) {
      ALL.addAll(def.names());
      def.configKeys().values().stream()
          .filter(key -> key.type() == ConfigDef.Type.PASSWORD)
          .forEach(key -> SECRET.add(key.name));
    }
  }

  private KafkaNames() {}

  static Set<String> all() {
    return Set.copyOf(ALL);
  }

  /** Whether Kafka keeps the value secret; also with a prefix, such as {@code main.consumer.}. */
  static boolean secret(String name) {
    return among(SECRET, name);
  }

  /** Whether Kafka has such a setting; also with a prefix. */
  static boolean declared(String name) {
    return among(ALL, name);
  }

  private static boolean among(Set<String> names, String name) {
    return names.stream().anyMatch(one -> name.equals(one) || name.endsWith("." + one));
  }
}
