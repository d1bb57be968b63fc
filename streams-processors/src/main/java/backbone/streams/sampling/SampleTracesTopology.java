// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.streams.Commits;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Normalized spans in; decisions, and the spans of the traces that are kept, out. The spans that go
 * out do not come from the source node but from the trail, which reads the same topic once more.
 */
final class SampleTracesTopology {

  static final String READ = "read-normalized";
  static final String SAMPLE = "sample-traces";
  static final String SAMPLED = "write-sampled";
  static final String DECISIONS = "write-decisions";
  static final String MEMORY_STORE = "memory-by-key";

  /**
   * What the topology is made of.
   *
   * @param topics full names of what it reads and writes
   * @param rules what decides
   * @param encoders makes a task's encoder of decisions
   * @param sampledBytesMax largest value that the topic of the sampled spans takes, in bytes
   * @param trails gives the second reading
   * @param commits tells when a transaction is committed
   * @param view shows the committed numbers
   */
  record Parts(
      Topics topics,
      SamplingRules rules,
      Supplier<DecisionEncoder> encoders,
      int sampledBytesMax,
      Trail.Source trails,
      Commits commits,
      SamplingView view) {}

  /** Full names. */
  record Topics(String normalized, String sampled, String decisions) {}

  private final Parts parts;

  SampleTracesTopology(Parts parts) {
    this.parts = parts;
  }

  Topology get() {
    ByteArraySerializer out = new ByteArraySerializer();
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            READ,
            (record, partitionTime) -> Math.max(record.timestamp(), 0),
            in,
            in,
            parts.topics().normalized())
        .addProcessor(SAMPLE, () -> new SampleProcessor(parts), READ)
        .addStateStore(store(), SAMPLE)
        .addSink(SAMPLED, parts.topics().sampled(), out, out, SAMPLE)
        .addSink(DECISIONS, parts.topics().decisions(), out, out, SAMPLE);
  }

  /** Cached, so that one changelog record per key and commit is written. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(MEMORY_STORE), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
