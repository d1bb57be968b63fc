// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import backbone.producer.appender.Settings;
import backbone.producer.appender.TelemetryLog;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * Sends events to Kafka without ever keeping the thread that logs waiting. Only {@code
 * bootstrapServers} is needed; settings of the Kafka producer are properties:
 *
 * <pre>{@code
 * <Telemetry name="telemetry" bootstrapServers="localhost:9092" service="cart-service">
 *   <Property name="security.protocol" value="SASL_SSL"/>
 * </Telemetry>
 * }</pre>
 */
@Plugin(
    name = "Telemetry",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class TelemetryAppender extends AbstractAppender {

  private final Settings settings;
  private volatile TelemetryLog log;

  TelemetryAppender(TelemetryAppenderBuilder builder, Settings settings) {
    super(
        builder.getName(),
        builder.getFilter(),
        null,
        builder.isIgnoreExceptions(),
        Property.EMPTY_ARRAY);
    this.settings = settings;
  }

  /** What the configuration fills. */
  @PluginBuilderFactory
  public static TelemetryAppenderBuilder newBuilder() {
    return new TelemetryAppenderBuilder();
  }

  @Override
  public void start() {
    log = new TelemetryLog(settings);
    super.start();
  }

  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    setStopping();
    if (log != null) {
      log.close();
    }
    setStopped();
    return true;
  }

  @Override
  public void append(LogEvent event) {
    TelemetryLog to = log;
    if (to != null
        && !to.isOwn(event.getLoggerName(), event.getThreadName())
        && to.hasRoom(Entries.severity(event.getLevel()))) {
      to.offer(Entries.of(event));
    }
  }
}
