// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.TelemetryHeaders;
import backbone.streams.metrics.Telemetry.SpanOf;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Normalized records of a shop, and what they have to be counted as. */
final class Traffic {

  static final String EDGES = "traces_service_graph_request";
  static final String BURSTS = "telemetry_burst_events";

  private static final String[] LEVELS = {"debug", "info", "warn", "error"};
  private static final int SPANS_MAX = 4;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private final int partitions;
  private final Random random;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final long startMs = System.currentTimeMillis();
  private long watermarkMs = startMs - 1_000;

  /** Value of each series by its text in the exposition; those that are 0 are left out. */
  final Map<String, Double> truth = new TreeMap<>();

  Traffic(KafkaProducer<byte[], byte[]> producer, String prefix, int partitions, Random random) {
    this.producer = producer;
    this.prefix = prefix;
    this.partitions = partitions;
    this.random = random;
  }

  /** Sends records and waits until all are written. */
  void send(int records) throws Exception {
    for (int i = 0; i < records; i++) {
      switch (random.nextInt(5)) {
        case 0 -> call();
        case 1, 2 -> log();
        default -> spans();
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    sent.clear();
  }

  private void log() {
    boolean web = random.nextInt(3) == 0;
    String service = web ? "web" : "service-" + random.nextInt(3);
    String level = LEVELS[random.nextInt(LEVELS.length)];
    LogEvent.Builder event = Telemetry.event(service, level, eventMs());
    counted("log_events_total", service, "level", level);
    if (level.equals("error")) {
      event.setErrorType("Broken");
      counted("exceptions_total", service, "error_type", "Broken", "source", "logs");
      burst(service, "log_error");
    }
    if (web) {
      int status = random.nextBoolean() ? 200 : 503;
      event.setUrlPath("/item/" + random.nextInt(1_000)).setHttpStatusCode(status);
      response(service, "/item/{id}", status, "access_log");
    }
    send(Catalogue.LOGS_NORMALIZED.name(prefix), Telemetry.bytes(event.build()));
  }

  private void spans() {
    String service = "service-" + random.nextInt(3);
    List<SpanOf> spans = new ArrayList<>();
    for (int i = 1 + random.nextInt(SPANS_MAX); i > 0; i--) {
      String name = "GET /" + random.nextInt(5);
      int ms = random.nextInt(30);
      boolean failed = random.nextInt(4) == 0;
      spans.add(
          new SpanOf(
              name,
              SpanKind.SPAN_KIND_SERVER,
              failed,
              ms,
              "http.route",
              "/r" + name.length(),
              "http.response.status_code",
              failed ? "500" : "200"));
      span(service, name, failed, ms);
      edge("user", service, "virtual_node", failed);
      response(service, "/r" + name.length(), failed ? 500 : 200, "spans");
    }
    send(Catalogue.SPANS_NORMALIZED.name(prefix), Telemetry.spans(service, eventMs(), spans));
  }

  /** Both sides of a request, in either order; a task may die between them. */
  private void call() {
    int partition = random.nextInt(partitions);
    long trace = random.nextLong();
    int ms = random.nextInt(30);
    byte[] caller = side("service-0", SpanKind.SPAN_KIND_CLIENT, ms, new long[] {trace, 11, 0});
    byte[] called = side("service-1", SpanKind.SPAN_KIND_SERVER, 1, new long[] {trace, 12, 11});
    boolean callerFirst = random.nextBoolean();
    String topic = Catalogue.SPANS_NORMALIZED.name(prefix);
    send(topic, partition, callerFirst ? caller : called);
    send(topic, partition, callerFirst ? called : caller);
    edge("service-0", "service-1", "", false);
    truth.merge(
        edgeText(EDGES + "_client_seconds_count", "service-0", "service-1", ""), 1.0, Double::sum);
  }

  private byte[] side(String service, SpanKind kind, int ms, long[] ids) {
    span(service, "call", kind, ms);
    SpanOf span = new SpanOf("call", kind, false, ms);
    return Telemetry.span(service, eventMs(), span, ids[0], ids[1], ids[2]);
  }

  private void edge(String client, String server, String type, boolean failed) {
    truth.merge(edgeText(EDGES + "_total", client, server, type), 1.0, Double::sum);
    truth.merge(edgeText(EDGES + "_server_seconds_count", client, server, type), 1.0, Double::sum);
    if (failed) {
      truth.merge(edgeText(EDGES + "_failed_total", client, server, type), 1.0, Double::sum);
    }
  }

  private static String edgeText(String name, String client, String server, String type) {
    return text(name, client, "server", server, "connection_type", type)
        .replace("service_name=\"" + client + "\",", "")
        .replace("{connection_type", "{client=\"" + client + "\",connection_type");
  }

  private void span(String service, String name, SpanKind kind, int ms) {
    String[] labels = {
      "span_name", name, "span_kind", kind.name(), "status_code", "STATUS_CODE_UNSET"
    };
    counted("traces_span_metrics_calls_total", service, labels);
    counted("traces_span_metrics_duration_milliseconds_count", service, labels);
    truth.merge(
        text("traces_span_metrics_duration_milliseconds_sum", service, labels),
        (double) ms,
        Double::sum);
  }

  private void span(String service, String name, boolean failed, int ms) {
    String[] labels = {
      "span_name",
      name,
      "span_kind",
      "SPAN_KIND_SERVER",
      "status_code",
      failed ? "STATUS_CODE_ERROR" : "STATUS_CODE_UNSET"
    };
    counted("traces_span_metrics_calls_total", service, labels);
    counted("traces_span_metrics_duration_milliseconds_count", service, labels);
    truth.merge(
        text("traces_span_metrics_duration_milliseconds_sum", service, labels),
        (double) ms,
        Double::sum);
  }

  private void response(String service, String route, int status, String source) {
    counted(
        "http_responses_total",
        service,
        "route",
        route,
        "status_code",
        Integer.toString(status),
        "source",
        source);
    if (status == 500) {
      burst(service, "http_500");
    }
    if (status >= 500) {
      burst(service, "http_5xx");
    }
  }

  /** All is within five minutes, so that every burst is whole for minutes to come. */
  private void burst(String service, String kind) {
    counted(BURSTS, service, "kind", kind);
  }

  private void counted(String name, String service, String... labels) {
    truth.merge(text(name, service, labels), 1.0, Double::sum);
  }

  static String text(String name, String service, String... labels) {
    Map<String, String> all =
        new TreeMap<>(
            Map.of("service_name", service, "env", "prod", "region", "kr", "team", "shop"));
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    List<String> pairs = new ArrayList<>();
    all.forEach((label, value) -> pairs.add(label + "=\"" + value + "\""));
    return name + "{" + String.join(",", pairs) + "}";
  }

  /** Now, or up to three minutes ago. */
  private long eventMs() {
    return startMs - random.nextInt(180_000);
  }

  private void send(String topic, byte[] value) {
    send(topic, random.nextInt(partitions), value);
  }

  private void send(String topic, int partition, byte[] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, value);
    record.headers().add(TelemetryHeaders.ARRIVAL, Long.toString(startMs).getBytes(UTF_8));
    sent.add(producer.send(record));
  }

  /** Advances the watermarks, far enough that what is idle is forgotten. */
  void watermarks() {
    watermarkMs += MinuteCells.IDLE_MS;
    for (int partition = 0; partition < partitions; partition++) {
      watermark(Catalogue.LOGS_NORMALIZED.name(prefix), Catalogue.LOGS_RAW.name(prefix), partition);
      watermark(
          Catalogue.SPANS_NORMALIZED.name(prefix), Catalogue.SPANS_RAW.name(prefix), partition);
    }
  }

  private void watermark(String topic, String raw, int partition) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, null);
    record
        .headers()
        .add(TelemetryHeaders.CONTROL, TelemetryHeaders.CONTROL_WATERMARK.getBytes(UTF_8))
        .add(TelemetryHeaders.RAW, (raw + "/0").getBytes(UTF_8))
        .add(TelemetryHeaders.WATERMARK, Long.toString(watermarkMs).getBytes(UTF_8));
    sent.add(producer.send(record));
  }
}
