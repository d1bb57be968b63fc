// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.streams.Commits;
import backbone.streams.InputProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Raw records in; normalized events, dead letters and watermarks out. Both stores are cached, so
 * that one changelog record per key and commit is written however many raw records there were.
 */
final class NormalizeLogsTopology {

  static final String READ = "read-raw";
  static final String NORMALIZE = "normalize-lines";
  static final String NORMALIZED = "write-normalized";
  static final String DEAD = "write-dead";
  static final String RANGES_STORE = "ranges-by-source";
  static final String LEDGER_STORE = "ledger-by-partition";

  /**
   * What the topology is made of.
   *
   * @param topics entrances
   * @param normalizedTopic full name of the output
   * @param deadTopic full name of the topic of dead letters
   * @param engine makes a normalizer and an encoder per task
   * @param recordBytesMax largest record that the output takes, in bytes
   * @param repeatsKept how long a silent source is remembered, in arrival time
   * @param input tells when a raw partition is fully read
   * @param commits tells when a transaction is committed
   * @param view shows the committed books
   */
  record Parts(
      List<RawTopic> topics,
      String normalizedTopic,
      String deadTopic,
      NormalizeLogs.Engine engine,
      int recordBytesMax,
      Duration repeatsKept,
      InputProgress input,
      Commits commits,
      LedgerView view) {

    RawTopic topic(String name) {
      return topics.stream()
          .filter(topic -> topic.entrance().topic().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("bug: " + name + " is no entrance"));
    }
  }

  private final Parts parts;

  NormalizeLogsTopology(Parts parts) {
    this.parts = parts;
  }

  Topology get() {
    ByteArraySerializer out = new ByteArraySerializer();
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    String[] entrances =
        parts.topics().stream().map(topic -> topic.entrance().topic()).toArray(String[]::new);
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            READ,
            (record, partitionTime) -> Math.max(record.timestamp(), 0),
            in,
            in,
            entrances)
        .addProcessor(NORMALIZE, () -> new NormalizeProcessor(parts), READ)
        .addStateStore(store(RANGES_STORE), NORMALIZE)
        .addStateStore(store(LEDGER_STORE), NORMALIZE)
        .addSink(NORMALIZED, parts.normalizedTopic(), out, out, new EventPartitioner(), NORMALIZE)
        .addSink(DEAD, parts.deadTopic(), out, out, NORMALIZE);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
