// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import backbone.schema.MetricMinute;
import backbone.schema.TelemetryHeaders;
import backbone.streams.Commits;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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

/** The topology in a test driver, with time and commits at hand. */
final class Bench implements AutoCloseable {

  static final String LOGS = "telemetry.logs.normalized";
  static final String SPANS = "telemetry.spans.normalized";
  static final String MINUTES = "telemetry.metrics.minutes";
  static final long SERIES_IDLE_MS = 86_400_000;
  static final long START_MS = 1_700_000_000_000L;

  final PrometheusRegistry registry = new PrometheusRegistry();
  final Commits commits = new Commits();
  boolean fresh = true;
  private long nowMs = START_MS;
  private boolean closed;

  private final Exposition exposition =
      new Exposition(() -> nowMs, () -> nowMs, Exposition.HOLD_MS, true);
  private final DeriveMetricsSignals signals = new DeriveMetricsSignals(registry);
  private final DeriveMetricsTopology.Bounds bounds;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> logs;
  private final TestInputTopic<byte[], byte[]> spans;
  private final TestOutputTopic<byte[], byte[]> minutes;

  Bench() {
    this(DeriveMetricsTopology.Bounds.DEFAULT);
  }

  Bench(DeriveMetricsTopology.Bounds bounds) {
    this.bounds = bounds;
    registry.register(exposition);
    signals.showSeries(exposition, bounds.labels().series());
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "telemetry-derive-metrics");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    config.put("processing.exception.handler.global.enabled", "true");
    driver = new TopologyTestDriver(topology(), config, Instant.ofEpochMilli(START_MS));
    logs = driver.createInputTopic(LOGS, new ByteArraySerializer(), new ByteArraySerializer());
    spans = driver.createInputTopic(SPANS, new ByteArraySerializer(), new ByteArraySerializer());
    minutes =
        driver.createOutputTopic(MINUTES, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Topology topology() {
    exposition.begin(() -> fresh);
    return new DeriveMetricsTopology(
            new DeriveMetricsTopology.Parts(
                new DeriveMetricsTopology.Input(
                    new DeriveMetricsTopology.Source(LOGS, 1, List.of("logs/0")),
                    new DeriveMetricsTopology.Source(SPANS, 1, List.of("spans/0"))),
                MINUTES,
                Telemetry.codecs(),
                300_000,
                SERIES_IDLE_MS,
                true,
                bounds,
                commits,
                exposition,
                signals,
                new InputLag(() -> nowMs)))
        .get();
  }

  /** Sends an event that arrived at the start. */
  void log(LogEvent event, String... headers) {
    logs.pipeInput(new TestRecord<>(null, Telemetry.bytes(event), headers(headers)));
  }

  /** Sends spans of a service that started and arrived at the start. */
  void spans(String service, Telemetry.SpanOf... all) {
    spans(Telemetry.spans(service, START_MS, List.of(all)));
  }

  void spans(byte[] value, String... headers) {
    spans.pipeInput(new TestRecord<>(null, value, headers(headers)));
  }

  /** Tells both signals' watermark, milliseconds after the start. */
  void watermark(long afterMs) {
    String ms = Long.toString(START_MS + afterMs);
    logs.pipeInput(new TestRecord<>(null, null, watermark("logs/0", ms)));
    spans.pipeInput(new TestRecord<>(null, null, watermark("spans/0", ms)));
  }

  private static Headers watermark(String partition, String ms) {
    return headers(
        TelemetryHeaders.CONTROL,
        TelemetryHeaders.CONTROL_WATERMARK,
        TelemetryHeaders.RAW,
        partition,
        TelemetryHeaders.WATERMARK,
        ms);
  }

  private static Headers headers(String... all) {
    Headers headers = new RecordHeaders();
    headers.add(TelemetryHeaders.ARRIVAL, Long.toString(START_MS).getBytes(UTF_8));
    for (int i = 0; i < all.length; i += 2) {
      headers.add(all[i], all[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  /** Lets both stages do what they do by the clock. */
  void pass(Duration time) {
    long step = CountProcessor.SEND_INTERVAL.toMillis();
    for (long left = time.toMillis(); left > 0; left -= step) {
      nowMs += step;
      driver.advanceWallClockTime(CountProcessor.SEND_INTERVAL);
    }
  }

  /** Lets the first stage send, and commits. */
  void commit() {
    pass(CountProcessor.SEND_INTERVAL);
    commits.committed();
  }

  /** Commits, and waits until new series are shown. */
  void settle() {
    commit();
    release();
  }

  /** Has the 0 of new series scraped, and waits until they are shown. */
  void release() {
    shown("");
    pass(Duration.ofMillis(Exposition.HOLD_MS).plus(OwnProcessor.RELEASE_INTERVAL));
    commits.committed();
  }

  /** Lines of the exposition that begin with a text. */
  List<String> shown(String begin) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
      return out.toString(UTF_8).lines().filter(line -> line.startsWith(begin)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Value of the only line that begins with a name and holds all parts; -1 for none. */
  double value(String name, String... parts) {
    List<String> found =
        shown(name).stream()
            .filter(line -> List.of(parts).stream().allMatch(line::contains))
            .toList();
    return found.size() == 1
        ? Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ')))
        : -found.size() - 1;
  }

  /** Minutes written since the last call. */
  List<MetricMinute> minutes() {
    List<MetricMinute> all = new ArrayList<>();
    try {
      for (byte[] value : minutes.readValuesToList()) {
        all.add(MetricMinute.fromByteBuffer(ByteBuffer.wrap(value)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  Kept kept(String store) {
    return new StoreKept(driver.getKeyValueStore(store));
  }

  long stored(String store) {
    return store.equals(Stage.CELLS_STORE) || store.equals(Stage.EDGES_STORE)
        ? ((CommitStore) driver.getStateStore(store)).size()
        : driver.getKeyValueStore(store).approximateNumEntries();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }
}
