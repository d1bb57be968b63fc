// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.Commits;
import backbone.streams.Entrance;
import backbone.streams.InputProgress;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.RawMetrics;
import backbone.streams.raw.RawPartitions;
import backbone.streams.raw.RawParts;
import backbone.streams.raw.RawTopic;
import backbone.streams.raw.RawTopology;
import backbone.streams.rules.FakeRules;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, with time at hand. */
final class SpanBench implements AutoCloseable {

  static final String RAW = "telemetry.spans.raw";
  static final Entrance ENTRANCE =
      new Entrance(RAW, Entrance.Signal.SPANS, "prod", "kr", null, null);
  static final long START_MS = 1_700_000_000_000L;
  static final int RECORD_BYTES_MAX = 3_000;

  final Commits commits = new Commits();
  final FakeRules rules = new FakeRules();
  final PrometheusRegistry registry = new PrometheusRegistry();
  final RawMetrics metrics = new RawMetrics(NormalizeSpans.NAME, registry);
  long readToEndAtMs = InputProgress.UNKNOWN;

  private final Supplier<SpanEngine> engines;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> raw;
  private final TestOutputTopic<byte[], byte[]> normalized;
  private final TestOutputTopic<byte[], byte[]> dead;

  SpanBench(Supplier<SpanEngine> engines) {
    this.engines = engines;
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "telemetry-normalize-spans");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    config.put("processing.exception.handler.global.enabled", "true");
    driver = new TopologyTestDriver(topology(), config, Instant.ofEpochMilli(START_MS));
    raw = driver.createInputTopic(RAW, new ByteArraySerializer(), new ByteArraySerializer());
    normalized = output("telemetry.spans.normalized");
    dead = output("telemetry.spans.dead");
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Topology topology() {
    RawParts parts =
        new RawParts(
            List.of(new RawTopic(ENTRANCE, "c0de", 4)),
            "telemetry.spans.normalized",
            "telemetry.spans.dead",
            RECORD_BYTES_MAX,
            (topic, partition, lastOffset) -> readToEndAtMs,
            commits,
            metrics);
    return new NormalizeSpansTopology(parts, engines, rules).get();
  }

  /** Sends a record that arrives at a time after the start. */
  void send(long afterMs, String key, byte[] value, String... headers) {
    Headers all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    raw.pipeInput(new TestRecord<>(keyBytes, value, all, START_MS + afterMs));
  }

  void punctuate() {
    driver.advanceWallClockTime(RawPartitions.WATERMARK_INTERVAL);
  }

  /** Everything written since the last call. */
  List<TestRecord<byte[], byte[]>> all() {
    return new ArrayList<>(normalized.readRecordsToList());
  }

  List<TestRecord<byte[], byte[]>> dead() {
    return new ArrayList<>(dead.readRecordsToList());
  }

  /** Books as stored, whether shown or not. */
  Ledger.Snapshot ledger() {
    byte[] stored = (byte[]) driver.getKeyValueStore(RawTopology.LEDGER_STORE).get(RAW + "/0");
    return stored == null ? Ledger.Snapshot.NOTHING : Ledger.read(stored).snapshot();
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  static List<String> headers(TestRecord<byte[], byte[]> record) {
    List<String> all = new ArrayList<>();
    for (Header header : record.headers()) {
      all.add(header.key() + "=" + text(header.value()));
    }
    return all;
  }

  @Override
  public void close() {
    driver.close();
  }
}
