// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import backbone.producer.Sender;
import backbone.producer.SenderSettings;
import backbone.schema.TelemetryHeaders;
import backbone.schema.Topic;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes an exporter. Only {@link #bootstrapServers} is needed; making one does no I/O in the
 * caller's thread, and a broker that is away is waited for.
 */
public final class KafkaExporterBuilder<E> {

  private final Topic topic;
  private final boolean keyed;
  private final Function<Outlet, E> form;
  private final Map<String, Object> kafka = new HashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String topicPrefix = Topic.PREFIX_DEFAULT;
  private long queueBytesMax = SenderSettings.QUEUE_BYTES_DEFAULT;
  private PrometheusRegistry metrics;
  private Sender sender;
  private Signals signals;

  KafkaExporterBuilder(Topic topic, boolean keyed, Function<Outlet, E> form) {
    this.topic = topic;
    this.keyed = keyed;
    this.form = form;
  }

  /** Brokers as {@code host:port,host:port}. */
  public KafkaExporterBuilder<E> bootstrapServers(String servers) {
    return kafka("bootstrap.servers", servers);
  }

  /** A setting of the Kafka producer in Kafka's own names, such as {@code security.protocol}. */
  public KafkaExporterBuilder<E> kafka(String name, Object value) {
    kafka.put(name, value);
    return this;
  }

  /** Prefix of the topic's name; {@code telemetry} unless set. */
  public KafkaExporterBuilder<E> topicPrefix(String prefix) {
    topicPrefix = prefix;
    return this;
  }

  /** Environment of the telemetry, such as {@code prod}; left out when empty. */
  public KafkaExporterBuilder<E> env(String env) {
    return header(TelemetryHeaders.ENV, env);
  }

  /** Region of the telemetry, such as {@code kr}; left out when empty. */
  public KafkaExporterBuilder<E> region(String region) {
    return header(TelemetryHeaders.REGION, region);
  }

  /** Team that owns the service; left out when empty. */
  public KafkaExporterBuilder<E> team(String team) {
    return header(TelemetryHeaders.TEAM, team);
  }

  /** Bytes that may wait for Kafka, 8 MiB unless set; beyond that exports fail and are counted. */
  public KafkaExporterBuilder<E> queueBytesMax(long bytes) {
    queueBytesMax = bytes;
    return this;
  }

  /**
   * Where the counters {@code telemetry_otel_<topic>_*_total} are registered; nowhere unless set.
   */
  public KafkaExporterBuilder<E> metrics(PrometheusRegistry registry) {
    metrics = registry;
    return this;
  }

  /** Shares a sender, which its owner closes; the settings of Kafka and the queue are then its. */
  public KafkaExporterBuilder<E> sender(Sender shared, Signals sharedSignals) {
    sender = shared;
    signals = sharedSignals;
    return this;
  }

  /**
   * Makes the exporter.
   *
   * @throws IllegalStateException when it is not told where Kafka is
   */
  public E build() {
    Outlet.Lane lane = new Outlet.Lane(topic.name(topicPrefix), keyed, Map.copyOf(headers));
    if (sender != null) {
      return form.apply(new Outlet(lane, sender, signals, false));
    }
    if (!kafka.containsKey("bootstrap.servers")) {
      throw new IllegalStateException(
          "The exporter of "
              + topic.suffix()
              + " has no bootstrap.servers. Call bootstrapServers(\"host:9092\").");
    }
    PrometheusRegistry registry = metrics == null ? new PrometheusRegistry() : metrics;
    Signals own = Signals.of(registry, "otel_" + topic.suffix().replace('.', '_'));
    SenderSettings settings = new SenderSettings(queueBytesMax, Map.copyOf(kafka));
    return form.apply(new Outlet(lane, new Sender(settings, own), own, true));
  }

  private KafkaExporterBuilder<E> header(String name, String value) {
    if (value.isEmpty()) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }
}
