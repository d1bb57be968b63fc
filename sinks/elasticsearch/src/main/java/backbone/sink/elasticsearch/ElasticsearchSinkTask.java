// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.BackboneSinkTask;
import backbone.sink.PluginVersion;
import backbone.sink.SinkSettings;
import backbone.sink.SinkTarget;
import java.util.Map;

/** A task of {@link ElasticsearchSinkConnector}. */
public final class ElasticsearchSinkTask extends BackboneSinkTask {

  @Override
  protected SinkTarget target(Map<String, String> props) {
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(props);
    return new ElasticsearchTarget(
        config.encoders(),
        config.templates(),
        new ElasticsearchHttp(config.access()),
        config.bulkTimeoutMs());
  }

  @Override
  protected SinkSettings settings(Map<String, String> props) {
    return new ElasticsearchSinkConfig(props).limits();
  }

  @Override
  public String version() {
    return PluginVersion.of(ElasticsearchSinkTask.class);
  }
}
