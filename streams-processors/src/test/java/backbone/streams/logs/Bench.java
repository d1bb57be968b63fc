// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, with time at hand. */
final class Bench implements AutoCloseable {

  static final String RAW = "telemetry.logs.raw";
  static final Entrance ENTRANCE =
      new Entrance(RAW, Entrance.Signal.LOGS, "prod", "kr", "shop", "fallback");
  static final Duration KEPT = Duration.ofDays(4);
  static final Duration JOIN_WITHIN = Duration.ofSeconds(1);
  static final long START_MS = 1_700_000_000_000L;
  static final int RECORD_BYTES_MAX = 3_000;

  final Commits commits = new Commits();
  final FakeRules rules = new FakeRules();
  final PrometheusRegistry registry = new PrometheusRegistry();
  final RawMetrics metrics = new RawMetrics(NormalizeLogs.NAME, registry);
  long readToEndAtMs = InputProgress.UNKNOWN;

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> raw;
  private final TestOutputTopic<byte[], byte[]> normalized;
  private final TestOutputTopic<byte[], byte[]> dead;

  private final Entrance entrance;

  Bench() {
    this(ENTRANCE);
  }

  Bench(Entrance entrance) {
    this.entrance = entrance;
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "telemetry-normalize-logs");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    config.put("processing.exception.handler.global.enabled", "true");
    driver = new TopologyTestDriver(topology(), config, Instant.ofEpochMilli(START_MS));
    raw = driver.createInputTopic(RAW, new ByteArraySerializer(), new ByteArraySerializer());
    normalized =
        driver.createOutputTopic(
            "telemetry.logs.normalized", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    dead =
        driver.createOutputTopic(
            "telemetry.logs.dead", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Topology topology() {
    RawParts parts =
        new RawParts(
            List.of(new RawTopic(entrance, "c0de", 4)),
            "telemetry.logs.normalized",
            "telemetry.logs.dead",
            RECORD_BYTES_MAX,
            (topic, partition, lastOffset) -> readToEndAtMs,
            commits,
            metrics);
    NormalizeLogs.Engine engine = new NormalizeLogs.Engine(FakeEngine::new, FakeEngine::new);
    return new NormalizeLogsTopology(
            new NormalizeLogsTopology.Parts(
                parts, engine, KEPT, JOIN_WITHIN, new SentRecords(), rules))
        .get();
  }

  /** Sends a record that arrives at a time after the start. */
  void send(long afterMs, byte[] value, String... headers) {
    send(null, afterMs, value, headers);
  }

  /** Sends a record with a key. */
  void sendFrom(String key, long afterMs, String value, String... headers) {
    send(key.getBytes(UTF_8), afterMs, value.getBytes(UTF_8), headers);
  }

  private void send(byte[] key, long afterMs, byte[] value, String... headers) {
    Headers all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    raw.pipeInput(new TestRecord<>(key, value, all, START_MS + afterMs));
  }

  void send(long afterMs, String value, String... headers) {
    send(afterMs, value.getBytes(UTF_8), headers);
  }

  /** Sends lines as a shipper does: joined, with their origin and the start of each. */
  void ship(long afterMs, Origin origin, String lineStarts, String value) {
    send(
        afterMs,
        value,
        TelemetryHeaders.ORIGIN,
        origin.toString(),
        TelemetryHeaders.LINES,
        lineStarts);
  }

  void punctuate() {
    driver.advanceWallClockTime(RawPartitions.WATERMARK_INTERVAL);
  }

  /** What was written since the last call, events only. */
  List<String> events() {
    return all().stream().filter(r -> r.value() != null).map(r -> text(r.value())).toList();
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

  boolean remembers(String source) {
    return driver.getKeyValueStore(NormalizeLogsTopology.RANGES_STORE).get(source) != null;
  }

  /** Whether the store of held lines is empty. */
  boolean holdsNothing() {
    try (KeyValueIterator<?, ?> all =
        driver.getKeyValueStore(NormalizeLogsTopology.HELD_STORE).all()) {
      return !all.hasNext();
    }
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
