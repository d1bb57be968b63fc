// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.producer.log4j2.TelemetryAppender;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * A service's logger of Log4j 2 with our appender, as the service calls it: the event with its
 * formatted message, its context and its place in the queue. Logback's appender does the same work
 * through the same queue; it is not on the launcher's path, where it would be a second logger.
 */
final class LoggerAppending implements Appending {

  private static final String SENT = "telemetry_appender_sent";

  private final LoggerContext context = new LoggerContext("bench");
  private final Logger logger;
  private final double sentBefore = sent();

  LoggerAppending(String topicPrefix, String bootstrap) {
    TelemetryAppender appender =
        TelemetryAppender.newBuilder()
            .setName("telemetry")
            .setBootstrapServers(bootstrap)
            .setTopicPrefix(topicPrefix)
            .setService("bench")
            .build();
    DefaultConfiguration configuration = new DefaultConfiguration();
    context.start(configuration);
    LoggerConfig root = configuration.getRootLogger();
    List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
    appender.start();
    root.addAppender(appender, Level.ALL, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
    logger = context.getLogger("com.acme.shop.OrderController");
    ThreadContext.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    ThreadContext.put("span_id", "00f067aa0ba902b7");
  }

  @Override
  public void log(int n) {
    logger.info("Order {} of customer {} with {} items is paid and on its way.", n, n % 1000, 3);
  }

  @Override
  public long acknowledged() {
    return Math.round(sent() - sentBefore);
  }

  @Override
  public void close() {
    context.getConfiguration().getRootLogger().getAppenders().values().forEach(a -> a.stop());
    context.stop();
    ThreadContext.clearAll();
  }

  private static double sent() {
    return PrometheusRegistry.defaultRegistry.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals(SENT))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }
}
