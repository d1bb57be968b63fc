// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connectors of a backbone. One for each topic, so that a target that is stuck on one signal
 * holds up no other.
 *
 * @param prefix first part of the names of topics, groups and connectors
 * @param replication of the topic of dead letters, should it be missing; -1 for the cluster's own
 * @param elasticsearch further settings of the connectors that write there
 * @param jaeger those of the one that writes to Jaeger; none when they are empty
 */
public record ConnectorPlan(
    String prefix, int replication, Map<String, String> elasticsearch, Map<String, String> jaeger) {

  private static final String ELASTICSEARCH_CLASS =
      "backbone.sink.elasticsearch.ElasticsearchSinkConnector";
  private static final String JAEGER_CLASS = "backbone.sink.jaeger.JaegerSinkConnector";

  public ConnectorPlan {
    elasticsearch = Map.copyOf(elasticsearch);
    jaeger = Map.copyOf(jaeger);
  }

  /** Names of the connectors, in the order in which they are put. */
  public static List<String> names(String prefix, boolean jaeger) {
    List<String> names =
        new ArrayList<>(
            List.of(
                prefix + "-elasticsearch-logs",
                prefix + "-elasticsearch-spans",
                prefix + "-elasticsearch-metrics"));
    if (jaeger) {
      names.add(prefix + "-jaeger");
    }
    return names;
  }

  /** Settings by the connector's name. */
  public Map<String, Map<String, String>> connectors() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    List<String> names = names(prefix, true);
    all.put(names.get(0), elasticsearch(Catalogue.LOGS_NORMALIZED, "logs"));
    all.put(names.get(1), elasticsearch(Catalogue.SPANS_SAMPLED, "spans"));
    all.put(names.get(2), elasticsearch(Catalogue.METRICS_MINUTES, "metrics"));
    if (!jaeger.isEmpty()) {
      Map<String, String> config = common(JAEGER_CLASS, Catalogue.SPANS_SAMPLED, "jaeger");
      config.putAll(jaeger);
      all.put(names.get(3), config);
    }
    return all;
  }

  private Map<String, String> elasticsearch(Topic topic, String signal) {
    Map<String, String> config = common(ELASTICSEARCH_CLASS, topic, "elasticsearch-" + signal);
    config.put("topics.prefix", prefix);
    config.putAll(elasticsearch);
    return config;
  }

  private Map<String, String> common(String connector, Topic topic, String group) {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", connector);
    config.put("tasks.max", "1");
    config.put("topics", topic.name(prefix));
    config.put("consumer.override.group.id", prefix + "-sink-" + group);
    config.put("consumer.override.isolation.level", "read_committed");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("consumer.override.max.poll.records", "2000");
    config.put("consumer.override.session.timeout.ms", "6000");
    config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", Catalogue.SINKS_DEAD.name(prefix));
    config.put("errors.deadletterqueue.topic.replication.factor", Integer.toString(replication));
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    return config;
  }
}
