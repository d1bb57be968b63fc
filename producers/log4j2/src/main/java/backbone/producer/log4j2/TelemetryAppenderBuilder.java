// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import backbone.producer.appender.Bounds;
import backbone.producer.appender.Place;
import backbone.producer.appender.Service;
import backbone.producer.appender.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.util.Builder;
import org.apache.logging.log4j.status.StatusLogger;

/** The attributes of the element {@code Telemetry}. */
public final class TelemetryAppenderBuilder
    extends AbstractAppender.Builder<TelemetryAppenderBuilder>
    implements Builder<TelemetryAppender> {

  @PluginBuilderAttribute private String bootstrapServers;
  @PluginBuilderAttribute private String service;
  @PluginBuilderAttribute private String serviceVersion;
  @PluginBuilderAttribute private String serviceNode;
  @PluginBuilderAttribute private String env;
  @PluginBuilderAttribute private String region;
  @PluginBuilderAttribute private String team;
  @PluginBuilderAttribute private String topicPrefix = Settings.TOPIC_PREFIX_DEFAULT;
  @PluginBuilderAttribute private long queueBytes = Bounds.DEFAULT.queueBytes();
  @PluginBuilderAttribute private long flushMillis = Bounds.DEFAULT.flush().toMillis();

  TelemetryAppenderBuilder() {}

  /** Brokers as {@code host:port,host:port}. */
  public TelemetryAppenderBuilder setBootstrapServers(String servers) {
    bootstrapServers = servers;
    return this;
  }

  /** Name of the service, such as {@code cart-service}. */
  public TelemetryAppenderBuilder setService(String name) {
    service = name;
    return this;
  }

  /** Version of the service. */
  public TelemetryAppenderBuilder setServiceVersion(String version) {
    serviceVersion = version;
    return this;
  }

  /** Which instance of the service this is. */
  public TelemetryAppenderBuilder setServiceNode(String node) {
    serviceNode = node;
    return this;
  }

  /** Environment, such as {@code prod}. */
  public TelemetryAppenderBuilder setEnv(String name) {
    env = name;
    return this;
  }

  /** Region, such as {@code kr}. */
  public TelemetryAppenderBuilder setRegion(String name) {
    region = name;
    return this;
  }

  /** Team that owns the service. */
  public TelemetryAppenderBuilder setTeam(String name) {
    team = name;
    return this;
  }

  /** First part of the topic's name; {@code telemetry} unless set. */
  public TelemetryAppenderBuilder setTopicPrefix(String prefix) {
    topicPrefix = prefix;
    return this;
  }

  /** Bytes that may wait, 8 MiB unless set; when used up, low severities go first. */
  public TelemetryAppenderBuilder setQueueBytes(long bytes) {
    queueBytes = bytes;
    return this;
  }

  /** Longest wait at the end for what is left, in milliseconds; 3000 unless set. */
  public TelemetryAppenderBuilder setFlushMillis(long millis) {
    flushMillis = millis;
    return this;
  }

  /** Null when the settings are wrong, which Log4j's own log then tells. */
  @Override
  public TelemetryAppender build() {
    try {
      return new TelemetryAppender(this, settings());
    } catch (IllegalArgumentException e) {
      StatusLogger.getLogger().error("The appender {} cannot start: {}", getName(), e.getMessage());
      return null;
    }
  }

  private Settings settings() {
    Map<String, Object> kafka = new HashMap<>();
    if (getPropertyArray() != null) {
      for (Property property : getPropertyArray()) {
        kafka.put(property.getName(), property.getValue());
      }
    }
    if (bootstrapServers != null) {
      kafka.put("bootstrap.servers", bootstrapServers);
    }
    return new Settings(
        new Service(service, serviceVersion, serviceNode),
        new Place(env, region, team),
        topicPrefix,
        new Bounds(queueBytes, Duration.ofMillis(flushMillis)),
        kafka);
  }
}
