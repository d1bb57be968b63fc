// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the tasks of this process did so far, from the metrics that our sinks and Connect keep. They
 * begin at zero when a task is started again.
 */
final class TaskMetrics implements MultiCollector {

  /**
   * A task of this process.
   *
   * @param received records that Connect delivered, control records and repeats among them
   * @param sent records that are durable in the target
   * @param skipped control records
   * @param repeated records that Connect delivered once more
   * @param dropped dead letters
   * @param errors requests that failed and were or are repeated
   * @param bufferedBytes of records that wait to be written
   * @param paused whether it takes no more records for now
   * @param polledSecondsAgo since its consumer last polled; 0 when unknown
   * @param heardSecondsAgo since its consumer last told Kafka that it lives; 0 when unknown
   */
  record Task(
      String connector,
      String task,
      double received,
      double sent,
      double skipped,
      double repeated,
      double dropped,
      double errors,
      double bufferedBytes,
      boolean paused,
      double polledSecondsAgo,
      double heardSecondsAgo) {}

  private static final String PLUGINS = "kafka.connect:type=plugins,connector=*,task=*";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** The tasks of our sinks that are in this process now. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    try {
      for (ObjectName name : beans.queryNames(new ObjectName(PLUGINS), null)) {
        if (beans.isRegistered(name)) {
          tasks.add(task(name));
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException("bug: " + PLUGINS + " is no pattern", e);
    }
    return tasks;
  }

  @Override
  public MetricSnapshots collect() {
    List<Task> tasks = tasks();
    CounterSnapshot.Builder received = counter("received", "Records that Connect delivered.");
    CounterSnapshot.Builder sent = counter("sent", "Records that are durable in the target.");
    CounterSnapshot.Builder dropped = counter("dropped", "Records left out, by reason.");
    CounterSnapshot.Builder errors = counter("errors", "Requests that failed and are repeated.");
    GaugeSnapshot.Builder buffered = gauge("buffered_bytes", "Bytes of records that wait.");
    GaugeSnapshot.Builder paused = gauge("paused", "1 while a task takes no more records.");
    for (Task task : tasks) {
      Labels labels = Labels.of("connector", task.connector(), "task", task.task());
      received.dataPoint(point(labels, task.received()));
      sent.dataPoint(point(labels, task.sent()));
      dropped
          .dataPoint(point(labels.add("reason", "control-record"), task.skipped()))
          .dataPoint(point(labels.add("reason", "repeat"), task.repeated()))
          .dataPoint(point(labels.add("reason", "dead-letter"), task.dropped()));
      errors.dataPoint(point(labels.add("stage", "sending"), task.errors()));
      buffered.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels)
              .value(task.bufferedBytes())
              .build());
      paused.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels)
              .value(task.paused() ? 1 : 0)
              .build());
    }
    List<MetricSnapshot> all =
        List.of(
            received.build(),
            sent.build(),
            dropped.build(),
            errors.build(),
            buffered.build(),
            paused.build());
    return new MetricSnapshots(all);
  }

  private Task task(ObjectName plugin) throws JMException {
    String connector = plugin.getKeyProperty("connector").replace("\"", "");
    String task = plugin.getKeyProperty("task");
    String client = "client-id=connector-consumer-" + connector + "-" + task;
    return new Task(
        connector,
        task,
        value(plugin, "received-total"),
        value(plugin, "sent-total"),
        value(plugin, "skipped-total"),
        value(plugin, "repeated-total"),
        value(plugin, "dropped-total"),
        value(plugin, "errors-total"),
        value(plugin, "buffered-bytes"),
        value(plugin, "paused") > 0,
        ago("consumer-metrics," + client, "last-poll-seconds-ago"),
        ago("consumer-coordinator-metrics," + client, "last-heartbeat-seconds-ago"));
  }

  private double ago(String bean, String attribute) throws JMException {
    return Math.max(0, value(new ObjectName("kafka.consumer:type=" + bean), attribute));
  }

  /** Zero where there is none, as between the start of a task and its first number. */
  private double value(ObjectName bean, String attribute) {
    try {
      return beans.getAttribute(bean, attribute) instanceof Number number
          ? number.doubleValue()
          : 0;
    } catch (JMException e) {
      return 0;
    }
  }

  private static CounterSnapshot.Builder counter(String what, String help) {
    return CounterSnapshot.builder().name("telemetry_connect_" + what).help(help);
  }

  private static GaugeSnapshot.Builder gauge(String what, String help) {
    return GaugeSnapshot.builder().name("telemetry_connect_" + what).help(help);
  }

  private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, double value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
