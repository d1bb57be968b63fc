// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.RunState.PartState;
import backbone.launcher.embedded.RunState.Running;
import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.Label;
import backbone.schema.MetricMinute;
import backbone.schema.Records;
import backbone.schema.registry.RegistryClient;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts the CPU use of this host and of each part onto {@code metrics.minutes}, so that error logs
 * and CPU can be seen on one time axis without a node exporter. Values are shares of all cores, 0
 * to 1. A sample that Kafka does not take in time is dropped: the next one comes soon.
 */
final class CpuSampler implements AutoCloseable {

  static final long INTERVAL_MS = 5_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int DELIVERY_MS_MAX = 30_000;
  private static final int BUFFER_BYTES = 1 << 20;

  /** Where and when a process stood. */
  private record Reading(Duration cpu, long atNanos) {}

  private final Supplier<List<PartState>> parts;
  private final Origin origin;
  private final AvroCodec<MetricMinute> codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final OperatingSystemMXBean host =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Map<String, Reading> last = new HashMap<>();

  /** Environment and region that the samples carry. */
  record Origin(String env, String region) {}

  /**
   * Makes a sampler; the first sample connects.
   *
   * @param parts the parts as they are now
   */
  CpuSampler(
      Supplier<List<PartState>> parts, Origin origin, String bootstrap, RegistryClient registry) {
    this.parts = parts;
    this.origin = origin;
    this.codec = AvroCodec.metricMinutes(registry, Catalogue.METRICS_MINUTES.name());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                "telemetry-cpu-sampler",
                "linger.ms",
                100,
                "buffer.memory",
                BUFFER_BYTES,
                "max.block.ms",
                1_000,
                "request.timeout.ms",
                DELIVERY_MS_MAX / 2,
                "delivery.timeout.ms",
                DELIVERY_MS_MAX),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Takes one sample of everything; called every {@link #INTERVAL_MS}. */
  void sample() {
    long nowMs = System.currentTimeMillis();
    double all = host.getCpuLoad();
    if (all >= 0) {
      send("system_cpu_utilization_ratio", List.of(), nowMs, all);
    }
    for (PartState part : parts.get()) {
      double share = share(part);
      if (share >= 0) {
        List<Label> labels = List.of(new Label("process", part.name()));
        send("process_cpu_utilization_ratio", labels, nowMs, share);
      }
    }
  }

  /** CPU of a part's processes, children among them, since the last sample; -1 for the first. */
  private double share(PartState part) {
    Duration cpu = Duration.ZERO;
    for (Running process : part.processes()) {
      cpu = cpu.plus(process.handle().map(CpuSampler::used).orElse(Duration.ZERO));
    }
    Reading now = new Reading(cpu, System.nanoTime());
    Reading before = last.put(part.name(), now);
    if (before == null || cpu.compareTo(before.cpu()) < 0) {
      return -1;
    }
    double seconds = (now.atNanos() - before.atNanos()) / (double) NANOS_PER_SECOND;
    double used = cpu.minus(before.cpu()).toNanos() / (double) NANOS_PER_SECOND;
    return Math.min(1, used / seconds / host.getAvailableProcessors());
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A lost sample is one point less in a picture.
  private void send(String name, List<Label> labels, long nowMs, double value) {
    long startMs = nowMs - INTERVAL_MS;
    MetricMinute sample =
        Records.metricMinute()
            .setName(name)
            .setKind("gauge")
            .setEnv(origin.env())
            .setRegion(origin.region())
            .setLabels(labels)
            .setStartUnixMilli(startMs)
            .setLengthMilli(INTERVAL_MS)
            .setPart("host")
            .setRevision(1)
            .setCount(1)
            .setSum(value)
            .build();
    String key = labels.isEmpty() ? name : name + "/" + labels.get(0).getValue();
    producer.send(
        new ProducerRecord<>(
            Catalogue.METRICS_MINUTES.name(),
            key.getBytes(StandardCharsets.UTF_8),
            codec.encode(sample)));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
