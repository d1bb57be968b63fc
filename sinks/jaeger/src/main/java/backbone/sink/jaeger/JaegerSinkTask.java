// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.BackboneSinkTask;
import backbone.sink.PluginVersion;
import backbone.sink.SinkSettings;
import backbone.sink.SinkTarget;
import java.util.Map;

/** A task of {@link JaegerSinkConnector}. */
public final class JaegerSinkTask extends BackboneSinkTask {

  @Override
  protected SinkTarget target(Map<String, String> props) {
    JaegerSinkConfig config = new JaegerSinkConfig(props);
    return new JaegerTarget(new TraceClient(config.access()), config.requestBytesMax());
  }

  @Override
  protected SinkSettings settings(Map<String, String> props) {
    return new JaegerSinkConfig(props).limits();
  }

  @Override
  public String version() {
    return PluginVersion.of(JaegerSinkTask.class);
  }
}
