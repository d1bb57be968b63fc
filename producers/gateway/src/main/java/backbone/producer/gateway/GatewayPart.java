// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Makes the part {@code gateway}. */
public final class GatewayPart implements PartFactory {

  /** A client that needs longer for one request holds a thread of few. */
  private static final String REQUEST_SECONDS_MAX = "30";

  private static final String CONNECTIONS_MAX = "512";

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public ConfigDef config() {
    return GatewayKeys.def();
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.", EntranceSettings.PREFIX);
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    // The JDK's server reads these once, when the first server of the process is made.
    setIfAbsent("sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX);
    setIfAbsent("sun.net.httpserver.nodelay", "true");
    setIfAbsent("jdk.httpserver.maxConnections", CONNECTIONS_MAX);
    return new Gateway(GatewayConfig.of(settings), metrics);
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
