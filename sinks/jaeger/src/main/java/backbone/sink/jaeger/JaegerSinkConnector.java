// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.PluginVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Sends the spans of kept traces to Jaeger by OTLP/gRPC. */
public final class JaegerSinkConnector extends SinkConnector {

  private Map<String, String> props = Map.of();

  @Override
  public void start(Map<String, String> connectorProps) {
    props = Map.copyOf(connectorProps);
  }

  @Override
  public void stop() {}

  @Override
  public Class<? extends Task> taskClass() {
    return JaegerSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int tasks) {
    return Collections.nCopies(tasks, props);
  }

  @Override
  public ConfigDef config() {
    return JaegerSinkConfig.def();
  }

  @Override
  public Config validate(Map<String, String> connectorProps) {
    Config config = super.validate(connectorProps);
    new ConfigCheck(connectorProps, config.configValues()).run();
    return config;
  }

  /** All state is Connect's: any position will do. */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorProps, Map<TopicPartition, Long> offsets) {
    return true;
  }

  @Override
  public String version() {
    return PluginVersion.of(JaegerSinkConnector.class);
  }
}
