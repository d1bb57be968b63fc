// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.metrics;

import backbone.console.search.Buckets;
import backbone.console.search.Clauses;
import backbone.console.search.Limits;
import backbone.console.search.TimeRange;
import backbone.schema.LatencyBuckets;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Bodies of the searches over counted minutes; the parts of a minute add up in the sums. */
final class MetricQueries {

  static final String CALLS = "traces_span_metrics_calls_total";
  static final String DURATION = "traces_span_metrics_duration_milliseconds";
  static final String SERVER = "SPAN_KIND_SERVER";
  static final String CLIENT = "SPAN_KIND_CLIENT";
  static final String SYSTEM_CPU = "system_cpu_utilization_ratio";
  static final String PROCESS_CPU = "process_cpu_utilization_ratio";

  /** Buckets of the histogram, as counted; the last has no bound. */
  static final List<Double> BOUNDS = LatencyBuckets.BOUNDS_MS;

  /** Minutes are the finest that is counted, samples of the host come every five seconds. */
  static final Duration MINUTE = Duration.ofMinutes(1);

  static final Duration SAMPLE = Duration.ofSeconds(5);

  private static final int OPERATIONS_MAX = 60;
  private static final int PROCESSES_MAX = 12;
  private static final String SPAN_NAME = "metric.labels.span_name";

  private MetricQueries() {}

  /** Spans of one kind: over time, by service and by operation. */
  static ObjectNode red(TimeRange range, String kind, String service, String operation) {
    ObjectNode body =
        spans(range, kind).isIfAny("service.name", service).isIfAny(SPAN_NAME, operation).search(0);
    ObjectNode aggs = body.putObject("aggs");
    sums(Buckets.time(aggs, Buckets.width(range, MINUTE)));
    byOperation(aggs);
    return body;
  }

  /** Spans of one kind by service and operation. */
  static ObjectNode operations(TimeRange range, String kind, String service) {
    ObjectNode body = spans(range, kind).isIfAny("service.name", service).search(0);
    byOperation(body.putObject("aggs"));
    return body;
  }

  /** CPU use of the host and of processes over time. */
  static ObjectNode cpu(TimeRange range, Duration width) {
    ObjectNode body =
        new Clauses().within(range).in("metric.name", List.of(SYSTEM_CPU, PROCESS_CPU)).search(0);
    ObjectNode time = Buckets.time(body.putObject("aggs"), width);
    ObjectNode system = time.putObject("system");
    system.set("filter", new Clauses().is("metric.name", SYSTEM_CPU).query());
    mean(system.putObject("aggs"));
    ObjectNode process = time.putObject("process");
    process.set("filter", new Clauses().is("metric.name", PROCESS_CPU).query());
    mean(Buckets.values(process.putObject("aggs"), "by", "metric.labels.process", PROCESSES_MAX));
    return body;
  }

  private static Clauses spans(TimeRange range, String kind) {
    return new Clauses()
        .within(range)
        .in("metric.name", List.of(CALLS, DURATION))
        .is("metric.labels.span_kind", kind);
  }

  private static void byOperation(ObjectNode aggs) {
    ObjectNode services = Buckets.values(aggs, "services", "service.name", Limits.FACET_VALUES_MAX);
    sums(services);
    sums(Buckets.values(services, "operations", SPAN_NAME, OPERATIONS_MAX));
  }

  private static void sums(ObjectNode aggs) {
    ObjectNode calls = aggs.putObject("calls");
    calls.set("filter", new Clauses().is("metric.name", CALLS).query());
    sum(calls.putObject("aggs"), "n", "metric.count");
    ObjectNode errors = aggs.putObject("errors");
    errors.set(
        "filter",
        new Clauses()
            .is("metric.name", CALLS)
            .is("metric.labels.status_code", "STATUS_CODE_ERROR")
            .query());
    sum(errors.putObject("aggs"), "n", "metric.count");
    ObjectNode duration = aggs.putObject("duration");
    duration.set("filter", new Clauses().is("metric.name", DURATION).query());
    ObjectNode inner = duration.putObject("aggs");
    sum(inner, "sum", "metric.sum");
    for (int i = 0; i <= BOUNDS.size(); i++) {
      sum(inner, "le" + i, "metric.le." + i);
    }
  }

  private static void mean(ObjectNode aggs) {
    aggs.putObject("mean").putObject("avg").put("field", "metric.sum");
  }

  private static void sum(ObjectNode aggs, String name, String field) {
    aggs.putObject(name).putObject("sum").put("field", field);
  }
}
