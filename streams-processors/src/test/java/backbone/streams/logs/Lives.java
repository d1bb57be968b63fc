// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.streams.logs.Bench.RAW;
import static backbone.streams.logs.Bench.START_MS;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.Commits;
import backbone.streams.InputProgress;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.RawMetrics;
import backbone.streams.raw.RawParts;
import backbone.streams.raw.RawTopic;
import backbone.streams.raw.RawTopology;
import backbone.streams.rules.FakeRules;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The processor through several lives on the same stores. */
final class Lives implements AutoCloseable {

  private final MockProcessorContext<byte[], byte[]> context;
  private final NormalizeProcessor processor;
  private final Commits commits = new Commits();
  private final SentRecords sent = new SentRecords();
  private final KeyValueStore<String, byte[]> held;
  private final KeyValueStore<String, byte[]> ledgers;
  private long readToEndAtMs = InputProgress.UNKNOWN;
  private long offset;

  Lives() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "lives");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    context = new MockProcessorContext<>(config, new TaskId(0, 0), null);
    store(NormalizeLogsTopology.RANGES_STORE);
    held = store(NormalizeLogsTopology.HELD_STORE);
    ledgers = store(RawTopology.LEDGER_STORE);
    RawParts raw =
        new RawParts(
            List.of(new RawTopic(Bench.ENTRANCE, "c0de", 4)),
            "normalized",
            "dead",
            1 << 20,
            (topic, partition, lastOffset) -> readToEndAtMs,
            commits,
            new RawMetrics(NormalizeLogs.NAME, new PrometheusRegistry()));
    processor =
        new NormalizeProcessor(
            new NormalizeLogsTopology.Parts(
                raw,
                new NormalizeLogs.Engine(FakeEngine::new, FakeEngine::new),
                Bench.KEPT,
                Bench.JOIN_WITHIN,
                sent,
                new FakeRules()));
    processor.init(context);
  }

  private KeyValueStore<String, byte[]> store(String name) {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  /** Ends the task and starts it again, in the same object as Streams may do. */
  void again() {
    processor.close();
    processor.init(context);
  }

  /** Processes the next record and gives its offset. */
  long send(String key, long afterMs, String value) {
    context.setRecordMetadata(RAW, 0, offset);
    byte[] bytes = key == null ? null : key.getBytes(UTF_8);
    sent.add(new ConsumerRecord<>(RAW, 0, offset, bytes, value.getBytes(UTF_8)));
    processor.process(new Record<>(bytes, value.getBytes(UTF_8), START_MS + afterMs));
    return offset++;
  }

  /** The raw topic forgets the records before an offset. */
  void forgetTo(long first) {
    sent.forgetTo(first);
  }

  /** The raw topic holds something else at an offset. */
  void replace(long at, String key, String value) {
    sent.add(new ConsumerRecord<>(RAW, 0, at, key.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  /** What is stored of held events. */
  Map<String, byte[]> held() {
    Map<String, byte[]> all = new TreeMap<>();
    try (KeyValueIterator<String, byte[]> stored = held.all()) {
      stored.forEachRemaining(one -> all.put(one.key, one.value));
    }
    return all;
  }

  /** Writes watermarks; all that was sent is what there is. */
  void punctuateAt(long afterMs) {
    readToEndAtMs = START_MS + afterMs;
    punctuate();
    readToEndAtMs = InputProgress.UNKNOWN;
  }

  /** Writes watermarks. */
  void punctuate() {
    var all = context.scheduledPunctuators();
    all.get(all.size() - 1).getPunctuator().punctuate(0);
  }

  /** All records of the output, in order; a watermark is its time. */
  List<String> written() {
    return context.forwarded().stream()
        .map(captured -> captured.record())
        .map(r -> r.value() == null ? Long.toString(r.timestamp()) : text(r.value()))
        .toList();
  }

  private static String text(Object value) {
    return new String((byte[]) value, UTF_8);
  }

  Ledger.Snapshot books() {
    return Ledger.read(ledgers.get(RAW + "/0")).snapshot();
  }

  @Override
  public void close() {
    processor.close();
  }
}
