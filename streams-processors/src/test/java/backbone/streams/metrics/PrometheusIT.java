// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.RealKafka;
import backbone.testkit.RealPrometheus;
import backbone.testkit.RealPrometheus.Sample;
import backbone.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus with the shipped relabelling has of two instances that are killed, rolled
 * and frozen under load: each series begins at 0, never falls, is never ahead of the truth and ends
 * at it, and is never away for longer than two scrapes of the shipped 15 s.
 */
@Order(5)
class PrometheusIT {

  private static final List<String> COUNTERS =
      List.of(
          "log_events_total",
          "http_responses_total",
          "traces_span_metrics_calls_total",
          "traces_span_metrics_duration_milliseconds_count",
          "exceptions_total",
          Traffic.EDGES + "_total",
          Traffic.EDGES + "_failed_total",
          Traffic.EDGES + "_client_seconds_count",
          Traffic.EDGES + "_server_seconds_count");

  private static final int PARTITIONS = 4;
  private static final int BATCH = 60;
  private static final int BATCH_MS = 40;
  private static final int LIFE_MS = 3_000;

  /** Longer than the session of the group lasts: the other one takes over. */
  private static final int FROZEN_MS = 9_000;

  private static final long AWAY_MS_MAX = 30_000;
  private static final int INSTANCES = 2;

  @TempDir Path folder;

  private final MetricsProcess[] instances = new MetricsProcess[INSTANCES];
  private final int[] ports = {FreePorts.next(), FreePorts.next()};

  /** What was sent by a moment, in milliseconds since 1970. */
  private final NavigableMap<Long, Map<String, Double>> history = new TreeMap<>();

  @Test
  void isExact_whenInstancesAreKilledRolledAndFrozen() throws Exception {
    long seed = Seeds.all().findFirst().orElseThrow();
    System.out.println("prometheus, proofs.seed=" + seed);
    Random random = new Random(seed);
    String prefix = "prom-" + seed;
    try (SpanMetricsPeer peer = new SpanMetricsPeer(folder);
        RealPrometheus prometheus =
            RealPrometheus.started(ShippedScrape.of(ports, "500ms", peer.port()));
        RealKafka kafka = RealKafka.started();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      MetricsKillIT.create(kafka, prefix, PARTITIONS);
      Traffic traffic = new Traffic(producer, prefix, PARTITIONS, random);
      for (int i = 0; i < INSTANCES; i++) {
        start(i, kafka, prefix);
      }
      peer.start(kafka, Catalogue.SPANS_NORMALIZED.name(prefix));
      live(traffic, LIFE_MS);
      disturb(traffic, random, kafka, prefix, peer);
      verify(prometheus, traffic);
      peer.print(prometheus, spans(traffic));
    } finally {
      for (MetricsProcess instance : instances) {
        if (instance != null) {
          instance.thaw();
          instance.kill();
        }
      }
    }
  }

  private static double spans(Traffic traffic) {
    return traffic.truth.entrySet().stream()
        .filter(series -> series.getKey().startsWith("traces_span_metrics_calls_total"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private void disturb(
      Traffic traffic, Random random, RealKafka kafka, String prefix, SpanMetricsPeer peer)
      throws Exception {
    int killed = random.nextInt(INSTANCES);
    instances[killed].kill();
    peer.killed();
    live(traffic, LIFE_MS);
    start(killed, kafka, prefix);
    live(traffic, LIFE_MS);
    for (int i = 0; i < INSTANCES; i++) {
      instances[i].stop();
      start(i, kafka, prefix);
      live(traffic, LIFE_MS);
    }
    peer.rolled();
    MetricsProcess frozen = instances[random.nextInt(INSTANCES)];
    frozen.freeze();
    live(traffic, FROZEN_MS);
    frozen.thaw();
    live(traffic, LIFE_MS);
  }

  private void start(int instance, RealKafka kafka, String prefix) throws Exception {
    Path state = folder.resolve(Integer.toString(instance));
    instances[instance] = MetricsProcess.start(kafka.bootstrap(), prefix, state, ports[instance]);
  }

  private void live(Traffic traffic, int ms) throws Exception {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < until) {
      traffic.send(BATCH);
      history.put(System.currentTimeMillis(), new HashMap<>(traffic.truth));
      TimeUnit.MILLISECONDS.sleep(BATCH_MS);
    }
  }

  private void verify(RealPrometheus prometheus, Traffic traffic) throws Exception {
    Eventually.await(
        "all totals in Prometheus",
        Duration.ofSeconds(60),
        () -> newest(prometheus).entrySet().containsAll(counts(traffic).entrySet()));
    long longestMs = 0;
    for (Map.Entry<String, List<Sample>> one : samples(prometheus).entrySet()) {
      longestMs = Math.max(longestMs, verify(one.getKey(), one.getValue()));
    }
    System.out.println("  longest time without a sample of a series: " + longestMs + " ms");
    assertThat(longestMs).isLessThan(AWAY_MS_MAX);
  }

  /** Gives the longest time between two samples. */
  private long verify(String series, List<Sample> samples) {
    assertThat(samples.get(0).value()).as("first value of " + series).isZero();
    long longestMs = 0;
    for (int i = 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample now = samples.get(i);
      assertThat(now.value()).as(series).isGreaterThanOrEqualTo(before.value());
      Map.Entry<Long, Map<String, Double>> sent = history.ceilingEntry(now.timeMs());
      if (sent != null) {
        assertThat(now.value())
            .as(series + " ahead of what was sent")
            .isLessThanOrEqualTo(sent.getValue().getOrDefault(series, 0.0));
      }
      longestMs = Math.max(longestMs, now.timeMs() - before.timeMs());
    }
    return longestMs;
  }

  private static Map<String, Double> counts(Traffic traffic) {
    Map<String, Double> counts = new TreeMap<>(traffic.truth);
    counts.keySet().removeIf(series -> COUNTERS.stream().noneMatch(series::startsWith));
    return counts;
  }

  private static Map<String, Double> newest(RealPrometheus prometheus) throws Exception {
    Map<String, Double> newest = new TreeMap<>();
    samples(prometheus)
        .forEach((series, all) -> newest.put(series, all.get(all.size() - 1).value()));
    return newest;
  }

  private static Map<String, List<Sample>> samples(RealPrometheus prometheus) throws Exception {
    Map<String, List<Sample>> all = new TreeMap<>();
    for (String counter : COUNTERS) {
      for (Map.Entry<Map<String, String>, List<Sample>> one :
          prometheus.query(counter + "[10m]").entrySet()) {
        List<Sample> twice = all.put(text(counter, one.getKey()), one.getValue());
        assertThat(twice).as("one series, whatever the instance: " + one.getKey()).isNull();
      }
    }
    return all;
  }

  private static String text(String name, Map<String, String> labels) {
    List<String> pairs = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(labels);
    if (name.startsWith(Traffic.EDGES)) {
      // Prometheus leaves out a label without a value.
      all.putIfAbsent("connection_type", "");
    }
    all.forEach(
        (label, value) -> {
          if (!List.of("__name__", "job", "instance").contains(label)) {
            pairs.add(label + "=\"" + value + "\"");
          }
        });
    return name + "{" + String.join(",", pairs) + "}";
  }
}
