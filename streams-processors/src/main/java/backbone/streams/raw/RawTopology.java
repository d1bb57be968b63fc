// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Raw records in; normalized ones, dead letters and watermarks out. Stores are cached, so that one
 * changelog record per key and commit is written however many raw records there were.
 */
public final class RawTopology {

  public static final String READ = "read-raw";
  public static final String NORMALIZED = "write-normalized";

  /**
   * To the same topic: data goes where the producer puts its key, which asks for less per record.
   */
  static final String WATERMARKS = "write-watermarks";

  public static final String DEAD = "write-dead";
  public static final String LEDGER_STORE = "ledger-by-partition";

  private RawTopology() {}

  /**
   * The topology around one processor.
   *
   * @param node name of the processor
   * @param processor decides the fate of each record
   * @param stores names of those that it has beside the books
   */
  public static Topology around(
      RawParts parts,
      String node,
      ProcessorSupplier<byte[], byte[], byte[], byte[]> processor,
      List<String> stores) {
    ByteArraySerializer out = new ByteArraySerializer();
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    String[] entrances = parts.topics().stream().map(RawTopic::name).toArray(String[]::new);
    Topology topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                READ,
                (record, partitionTime) -> Math.max(record.timestamp(), 0),
                in,
                in,
                entrances)
            .addProcessor(node, processor, READ);
    for (String store : stores) {
      topology.addStateStore(store(store), node);
    }
    return topology
        .addStateStore(store(LEDGER_STORE), node)
        .addSink(NORMALIZED, parts.normalizedTopic(), out, out, node)
        .addSink(WATERMARKS, parts.normalizedTopic(), out, out, new EveryPartition(), node)
        .addSink(DEAD, parts.deadTopic(), out, out, node);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
