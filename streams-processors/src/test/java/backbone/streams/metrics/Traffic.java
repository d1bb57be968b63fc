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
      if (random.nextBoolean()) {
        log();
      } else {
        spans();
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
      response(service, "/r" + name.length(), failed ? 500 : 200, "spans");
    }
    send(Catalogue.SPANS_NORMALIZED.name(prefix), Telemetry.spans(service, eventMs(), spans));
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
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, random.nextInt(partitions), null, value);
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
