// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import backbone.testkit.RealKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Spans per second from Kafka to Kafka, 5 s wait, and the peak memory of the job. The input is
 * written before; time in it runs as fast as it is read, at 60 records a millisecond of arrival.
 */
final class SamplingBench {

  private static final int PARTITIONS = 4;
  private static final int WAIT_MS = 5_000;
  private static final int RECORDS_PER_MS = 60;
  private static final int SERVICES = 20;

  private SamplingBench() {}

  /** Argument: number of records. */
  public static void main(String[] args) throws Exception {
    int records = args.length > 0 ? Integer.parseInt(args[0]) : 1_500_000;
    Path folder = Files.createTempDirectory("sampling-bench");
    try (RealKafka kafka = RealKafka.started()) {
      SamplingTopics topics = SamplingTopics.create(kafka, "bench", PARTITIONS);
      long spans = load(kafka, topics, records);
      try (SamplingProcess job = SamplingProcess.start(topics, folder, WAIT_MS);
          Admin admin = Admin.create(kafka.client())) {
        watch(admin, job, records, (double) spans / records);
      }
    }
  }

  /** Each trace is three records that arrive one after the other within the wait. */
  private static long load(RealKafka kafka, SamplingTopics topics, int records) throws Exception {
    Map<String, Object> config = new HashMap<>(kafka.client());
    config.putAll(Map.of("linger.ms", 20, "batch.size", 256 << 10, "compression.type", "lz4"));
    long spans = 0;
    Random random = new Random(1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        long nowMs = Script.START_MS + i / RECORDS_PER_MS;
        int back = (i % 3) * (WAIT_MS * RECORDS_PER_MS / 4 / 3 * 3);
        long trace = Math.max(0, i - i % 3 - back) * 0x9e3779b97f4a7c15L;
        Traces.Shape shape =
            new Traces.Shape(
                "service-" + random.nextInt(SERVICES),
                "GET /api/orders/{id}",
                i % 3 == 2 ? 1 : 2,
                random.nextInt(300) == 0,
                random.nextInt(100));
        int partition = Math.floorMod(trace >>> 7, PARTITIONS);
        long beganMs = Script.START_MS + Math.max(0, i - i % 3 - back) / RECORDS_PER_MS;
        Traces.Piece piece = Traces.fragment(trace, ~trace, spans + 1, shape, beganMs);
        piece.headers().remove(TelemetryHeaders.ARRIVAL);
        piece.headers().add(TelemetryHeaders.ARRIVAL, Long.toString(nowMs).getBytes(UTF_8));
        var unused = producer.send(topics.record(partition, piece));
        spans += shape.spans();
        if (i % (RECORDS_PER_MS * 500) == 0) {
          watermarks(producer, topics, nowMs - 1);
        }
      }
      watermarks(producer, topics, Script.START_MS + records);
    }
    return spans;
  }

  private static void watermarks(
      KafkaProducer<byte[], byte[]> producer, SamplingTopics topics, long ms) {
    for (int p = 0; p < PARTITIONS; p++) {
      for (String raw : Script.rawPartitions(topics.raw())) {
        var unused = producer.send(topics.record(p, Traces.watermark(raw, ms)));
      }
    }
  }

  private static void watch(Admin admin, SamplingProcess job, int records, double spansPerRecord)
      throws Exception {
    long startNanos = System.nanoTime();
    long firstNanos = 0;
    long firstRead = 0;
    long read = 0;
    while (read < records) {
      Thread.sleep(100);
      read =
          admin
              .listConsumerGroupOffsets("bench-" + SampleTraces.NAME)
              .partitionsToOffsetAndMetadata()
              .get()
              .values()
              .stream()
              .mapToLong(offset -> offset.offset())
              .sum();
      if (firstNanos == 0 && read > records / 10) {
        firstNanos = System.nanoTime();
        firstRead = read;
      }
    }
    double seconds = (System.nanoTime() - firstNanos) / 1e9;
    System.out.printf(
        "%.0f spans/s behind the first tenth; %.1f s in all, with the start; %s; %d kept records%n",
        (read - firstRead) * spansPerRecord / seconds,
        (System.nanoTime() - startNanos) / 1e9,
        status(job, "VmHWM"),
        kept(admin));
  }

  private static long kept(Admin admin) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int p = 0; p < PARTITIONS; p++) {
      ends.put(new TopicPartition(Catalogue.SPANS_SAMPLED.name("bench"), p), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static String status(SamplingProcess job, String key) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + job.pid() + "/status")).stream()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .orElse("");
  }
}
