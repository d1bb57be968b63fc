// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.logback;

import backbone.producer.appender.Bounds;
import backbone.producer.appender.Entry;
import backbone.producer.appender.Place;
import backbone.producer.appender.Service;
import backbone.producer.appender.Settings;
import backbone.producer.appender.TelemetryLog;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends events to Kafka without ever keeping the thread that logs waiting. The setters are the
 * elements of the configuration, of which only {@code bootstrapServers} is needed:
 *
 * <pre>{@code
 * <appender name="telemetry" class="backbone.producer.logback.TelemetryAppender">
 *   <bootstrapServers>localhost:9092</bootstrapServers>
 *   <service>cart-service</service>
 * </appender>
 * }</pre>
 */
public final class TelemetryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Map<String, Object> kafka = new HashMap<>();
  private String service;
  private String serviceVersion;
  private String serviceNode;
  private String env;
  private String region;
  private String team;
  private String topicPrefix = Settings.TOPIC_PREFIX_DEFAULT;
  private long queueBytes = Bounds.DEFAULT.queueBytes();
  private long flushMillis = Bounds.DEFAULT.flush().toMillis();
  private boolean shutdownHook = true;

  private TelemetryLog log;
  private Thread hook;

  /** Brokers as {@code host:port,host:port}. */
  public void setBootstrapServers(String servers) {
    kafka.put("bootstrap.servers", servers);
  }

  /** Name of the service, such as {@code cart-service}. */
  public void setService(String name) {
    service = name;
  }

  /** Version of the service. */
  public void setServiceVersion(String version) {
    serviceVersion = version;
  }

  /** Which instance of the service this is. */
  public void setServiceNode(String node) {
    serviceNode = node;
  }

  /** Environment, such as {@code prod}. */
  public void setEnv(String name) {
    env = name;
  }

  /** Region, such as {@code kr}. */
  public void setRegion(String name) {
    region = name;
  }

  /** Team that owns the service. */
  public void setTeam(String name) {
    team = name;
  }

  /** First part of the topic's name; {@code telemetry} unless set. */
  public void setTopicPrefix(String prefix) {
    topicPrefix = prefix;
  }

  /** Bytes that may wait, 8 MiB unless set; when they are used up, low severities go first. */
  public void setQueueBytes(long bytes) {
    queueBytes = bytes;
  }

  /** Longest wait at the end for what is left, in milliseconds; 3000 unless set. */
  public void setFlushMillis(long millis) {
    flushMillis = millis;
  }

  /** Whether the end of the JVM sends what is left; true unless set. */
  public void setShutdownHook(boolean wanted) {
    shutdownHook = wanted;
  }

  /**
   * A setting of the Kafka producer in Kafka's own names, as {@code security.protocol=SASL_SSL}.
   * Take secrets from the environment: {@code sasl.jaas.config=${KAFKA_SASL_JAAS_CONFIG}}.
   */
  public void addKafka(String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      addError("A kafka element is no name=value. Write <kafka>security.protocol=SSL</kafka>.");
      return;
    }
    kafka.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
  }

  @Override
  public void start() {
    try {
      log =
          new TelemetryLog(
              new Settings(
                  new Service(service, serviceVersion, serviceNode),
                  new Place(env, region, team),
                  topicPrefix,
                  new Bounds(queueBytes, Duration.ofMillis(flushMillis)),
                  kafka));
    } catch (IllegalArgumentException e) {
      addError(e.getMessage());
      return;
    }
    if (shutdownHook) {
      hook = new Thread(log::close, "telemetry-appender-flush");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    super.start();
  }

  @Override
  public void stop() {
    super.stop();
    if (log != null) {
      log.close();
    }
    if (hook != null) {
      forgetHook();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!log.isOwn(event.getLoggerName(), event.getThreadName())
        && log.hasRoom(Entries.severity(event.getLevel()))) {
      Entry entry = Entries.of(event);
      log.offer(entry);
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and runs it anyway.
    }
    hook = null;
  }
}
