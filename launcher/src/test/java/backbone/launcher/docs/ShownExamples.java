// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.streams.metrics.ShownSeries;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What collectors of several metrics show: they have names, labels and types only while there is
 * something to show, so each is given one thing.
 */
final class ShownExamples {

  private static final String TASK = "kafka.connect:type=plugins,connector=\"example\",task=0";

  private ShownExamples() {}

  static MetricSnapshots of(MultiCollector collector) {
    return switch (collector.getClass().getSimpleName()) {
      case "Exposition" -> ShownSeries.ofEachFamily();
      case "TaskMetrics" -> withTask(collector);
      default ->
          throw new IllegalStateException(
              collector.getClass() + " shows several metrics. Add an example to ShownExamples");
    };
  }

  /** A task of Connect that has no number yet. */
  private static MetricSnapshots withTask(MultiCollector collector) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(TASK);
      beans.registerMBean(new Task(), name);
      try {
        return collector.collect();
      } finally {
        beans.unregisterMBean(name);
      }
    } catch (JMException e) {
      throw new IllegalStateException("bug: " + TASK + " cannot be registered", e);
    }
  }

  /** What JMX asks of a bean's class. */
  public interface TaskMBean {}

  private static final class Task implements TaskMBean {}
}
