// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.schema.LatencyBuckets;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Counted minutes of the shop's calls, in two parts each, and samples of its host. */
final class ShopMinutes {

  static final double[] BOUNDS =
      LatencyBuckets.BOUNDS_MS.stream().mapToDouble(Double::doubleValue).toArray();

  /** Calls of each operation in a minute, in both parts together. */
  static final int CALLS = 120;

  private final List<ObjectNode> documents = new ArrayList<>();

  private ShopMinutes() {}

  /** Two hours that end at a time; in the last 20 minutes Redis is slow and logins fail. */
  static List<ObjectNode> until(Instant end) {
    ShopMinutes shop = new ShopMinutes();
    Instant last = end.truncatedTo(ChronoUnit.MINUTES);
    Instant fault = last.minus(Duration.ofMinutes(20));
    for (Instant t = last.minus(Duration.ofHours(2)); t.isBefore(last); t = t.plusSeconds(60)) {
      boolean slow = !t.isBefore(fault);
      shop.calls(t, "order-service", "POST /orders", "SERVER", slow ? 1300 : 120, 0);
      shop.calls(t, "inventory-service", "GET /stock/{sku}", "SERVER", 20, 0);
      shop.calls(t, "payment-service", "POST /charge", "SERVER", slow ? 1250 : 45, 0);
      shop.calls(t, "auth-service", "POST /login", "SERVER", 30, slow ? 70 : 2);
      shop.calls(t, "payment-service", "GET session", "CLIENT", slow ? 1180 : 3, 0);
      shop.calls(t, "payment-service", "POST /authorize", "CLIENT", 15, 0);
      shop.calls(t, "order-service", "GET /stock", "CLIENT", 26, 0);
      shop.calls(t, "inventory-service", "SELECT stock", "CLIENT", 12, 0);
    }
    for (Instant t = last.minus(Duration.ofHours(2)); t.isBefore(end); t = t.plusSeconds(15)) {
      double wave = Math.sin(t.getEpochSecond() / 300.0) / 20;
      boolean busy = !t.isBefore(fault);
      shop.sample(t, "system_cpu_utilization_ratio", "", (busy ? 0.78 : 0.32) + wave);
      shop.sample(t, "process_cpu_utilization_ratio", "auth-service", (busy ? 0.41 : 0.06) + wave);
      shop.sample(t, "process_cpu_utilization_ratio", "elasticsearch", 0.12 + wave);
      shop.sample(t, "process_cpu_utilization_ratio", "jobs", 0.08 + wave / 2);
    }
    return shop.documents;
  }

  /** Most calls take about as long as said, some half, a few twice. */
  private void calls(
      Instant t, String service, String name, String kind, int ms, int errorsPercent) {
    int errors = CALLS * errorsPercent / 100;
    for (int part = 0; part < 2; part++) {
      int half = CALLS / 2;
      int failed = errors / 2;
      span(t, part, service, name, kind, "STATUS_CODE_UNSET", half - failed, ms);
      if (failed > 0) {
        span(t, part, service, name, kind, "STATUS_CODE_ERROR", failed, ms);
      }
    }
  }

  private void span(
      Instant t, int part, String service, String name, String kind, String status, int n, int ms) {
    for (String metric : List.of("calls_total", "duration_milliseconds")) {
      ObjectNode minute = minute(t, "traces_span_metrics_" + metric, 60_000, part);
      minute.put("service.name", service).put("metric.count", n).put("metric.sum", (double) n * ms);
      ObjectNode labels = minute.putObject("metric.labels").put("span_name", name);
      labels.put("span_kind", "SPAN_KIND_" + kind).put("status_code", status);
      if (metric.startsWith("duration")) {
        buckets(minute, n, ms);
      }
    }
  }

  private static void buckets(ObjectNode minute, int n, int ms) {
    long[] counts = new long[BOUNDS.length + 1];
    for (int i = 0; i < n; i++) {
      double value = i % 20 == 0 ? ms * 2.0 : i % 3 == 0 ? ms / 2.0 : ms;
      int bucket = 0;
      while (bucket < BOUNDS.length && value > BOUNDS[bucket]) {
        bucket++;
      }
      counts[bucket]++;
    }
    ObjectNode le = minute.putObject("metric.le");
    ArrayNode bounds = minute.putArray("metric.bounds");
    for (int i = 0; i < counts.length; i++) {
      le.put(String.valueOf(i), counts[i]);
    }
    for (double bound : BOUNDS) {
      bounds.add(bound);
    }
  }

  private void sample(Instant t, String metric, String process, double value) {
    ObjectNode minute = minute(t, metric, 5_000, 0);
    minute.put("metric.kind", "gauge").put("metric.count", 1).put("metric.sum", value);
    if (!process.isEmpty()) {
      minute.putObject("metric.labels").put("process", process);
    }
  }

  private ObjectNode minute(Instant t, String metric, int lengthMs, int part) {
    ObjectNode minute = JsonNodeFactory.instance.objectNode();
    minute.put("@timestamp", t.toString()).put("metric.name", metric);
    minute.put("metric.length_ms", lengthMs).put("metric.part", "p" + part);
    minute.put("labels.env", "prod").put("labels.region", "kr").put("labels.team", "shop");
    documents.add(minute);
    return minute;
  }
}
