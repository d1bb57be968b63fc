// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static backbone.launcher.docs.Markdown.literal;

import backbone.launcher.docs.RecordedMetrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every metric of every part, as it is registered when the part is made. */
final class MetricsPage {

  private static final List<String> HEAD = List.of("Metric", "Type", "Labels", "What it is");

  private MetricsPage() {}

  static String text() throws Exception {
    Markdown page = new Markdown("Metrics");
    page.say(
        "Each part serves its metrics at `<part>.metrics.address`, path `/metrics`, in Prometheus'"
            + " and OpenMetrics' text forms. Counters begin at 0 with the process unless it says"
            + " otherwise; names never change their meaning.");
    signals(page);
    Map<String, Map<String, Metric>> parts = RunningParts.metrics();
    Map<String, Metric> shared = shared(jobs(parts));
    page.heading("Every job").say("In the part `jobs`; the label `job` tells which.");
    page.table(HEAD, rows(shared));
    parts.forEach((part, metrics) -> part(page, part, metrics, shared.keySet()));
    sinks(page);
    return page.toString();
  }

  private static void signals(Markdown page) {
    page.heading("The four signals")
        .say(
            "Every part counts the same four things under its own name:"
                + " `telemetry_<part>_received_total` items taken in,"
                + " `telemetry_<part>_sent_total` items handed on,"
                + " `telemetry_<part>_dropped_total{reason}` items left out, and"
                + " `telemetry_<part>_errors_total{stage}` faults. What was received is at last"
                + " sent or dropped, or still open; an error alone loses nothing.")
        .code(
            "promql",
            """
            rate(telemetry_normalize_logs_received_total[5m])
            sum by (reason) (increase(telemetry_normalize_logs_dropped_total[1h]))
            max by (job, topic) (telemetry_lag_seconds)
            """);
  }

  private static void part(
      Markdown page, String part, Map<String, Metric> metrics, Set<String> shared) {
    Map<String, Metric> own = new LinkedHashMap<>(metrics);
    own.keySet().removeAll(shared);
    page.heading(part).table(HEAD, rows(own));
  }

  private static List<Map<String, Metric>> jobs(Map<String, Map<String, Metric>> parts) {
    return parts.entrySet().stream()
        .filter(part -> part.getKey().startsWith(RunningParts.JOB))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What all of them have. */
  private static Map<String, Metric> shared(List<Map<String, Metric>> jobs) {
    Map<String, Metric> shared = new LinkedHashMap<>(jobs.get(0));
    jobs.forEach(job -> shared.keySet().retainAll(job.keySet()));
    return shared;
  }

  private static List<List<String>> rows(Map<String, Metric> metrics) {
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : metrics.values()) {
      rows.add(
          List.of(
              literal(metric.name()),
              metric.type(),
              metric.labels().stream().map(Markdown::literal).collect(Collectors.joining(", ")),
              metric.help()));
    }
    return rows;
  }

  private static void sinks(Markdown page) throws Exception {
    page.heading("Connect sinks")
        .say(
            "A task's counters are metrics of its worker, over JMX"
                + " `kafka.connect:type=plugins,connector=...,task=...`:"
                + " received = sent + skipped + repeated + dropped + open.");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Set<String>> sinksByCounter = new java.util.TreeMap<>();
    for (SinkTasks.Sink sink : SinkTasks.ALL) {
      for (String counter : SinkTasks.counters(sink)) {
        sinksByCounter.computeIfAbsent(counter, name -> new TreeSet<>()).add(sink.name());
      }
    }
    sinksByCounter.forEach(
        (counter, sinks) ->
            rows.add(
                List.of(
                    literal(counter),
                    counter.endsWith("-total") ? "counter" : "gauge",
                    String.join(", ", sinks),
                    SinkCounterMeanings.of(counter))));
    page.table(List.of("Attribute", "Type", "Sinks", "What it is"), rows);
  }
}
