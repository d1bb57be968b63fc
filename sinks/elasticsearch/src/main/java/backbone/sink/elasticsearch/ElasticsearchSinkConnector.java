// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.PluginVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Puts normalized log events, sampled spans and minutes of metrics into Elasticsearch. */
public final class ElasticsearchSinkConnector extends SinkConnector {

  private Map<String, String> props = Map.of();

  @Override
  public void start(Map<String, String> connectorProps) {
    props = Map.copyOf(connectorProps);
  }

  @Override
  public void stop() {}

  @Override
  public Class<? extends Task> taskClass() {
    return ElasticsearchSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int tasks) {
    return Collections.nCopies(tasks, props);
  }

  @Override
  public ConfigDef config() {
    return ElasticsearchSinkConfig.def();
  }

  @Override
  public Config validate(Map<String, String> connectorProps) {
    Config config = super.validate(connectorProps);
    new ConfigCheck(connectorProps, config.configValues()).run();
    return config;
  }

  /** All state is Connect's: any position will do, and what is written again is not doubled. */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorProps, Map<TopicPartition, Long> offsets) {
    return true;
  }

  @Override
  public String version() {
    return PluginVersion.of(ElasticsearchSinkConnector.class);
  }
}
