// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.Commits;
import backbone.streams.Entrance.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Normalized events and spans in; minutes out, and totals on {@code /metrics}. What is counted per
 * input partition goes to the one partition that owns the service. All stores are cached, the cells
 * by their owner, so that one changelog record per key and commit is written however often it
 * changed.
 */
final class DeriveMetricsTopology {

  /**
   * What the topology is made of.
   *
   * @param minutesTopic full name of the output
   * @param behindMaxMs how far a raw partition may lie behind the newest
   * @param seriesIdleMs after which a series is removed, in arrival time
   * @param nativeHistograms whether durations are counted by native buckets, too
   * @param signals the job's own counters
   * @param lag learns how far the input is processed
   */
  record Parts(
      Input input,
      String minutesTopic,
      Codecs codecs,
      long behindMaxMs,
      long seriesIdleMs,
      boolean nativeHistograms,
      Bounds bounds,
      Commits commits,
      Exposition exposition,
      DeriveMetricsSignals signals,
      InputLag lag) {}

  /** What reads events and writes minutes; one of each per task. */
  record Codecs(Supplier<LogDecoder> logs, Supplier<MinuteEncoder> minutes) {}

  /** Bounds of one task. */
  record Bounds(int cells, int minutes, KnownLabels.Bounds labels) {
    static final Bounds DEFAULT =
        new Bounds(MinuteCells.CELLS_MAX, Minutes.MINUTES_MAX, KnownLabels.Bounds.DEFAULT);
  }

  /**
   * One normalized topic.
   *
   * @param name full name
   * @param partitions number of partitions
   * @param rawPartitions {@code topic/partition} of all whose watermarks are in it
   */
  record Source(String name, int partitions, List<String> rawPartitions) {}

  /** Both normalized topics. */
  record Input(Source logs, Source spans) {

    Signal signal(String topic) {
      return topic.equals(spans.name()) ? Signal.SPANS : Signal.LOGS;
    }

    /** Number of tasks of the first stage. */
    int sources() {
      return Math.max(logs.partitions(), spans.partitions());
    }

    /** What a task of the first stage reads. */
    List<InputLag.Partition> read(int partition) {
      return Stream.of(logs, spans)
          .filter(source -> partition < source.partitions())
          .map(source -> new InputLag.Partition(source.name(), partition))
          .toList();
    }

    /** Raw partitions whose watermarks a task reads. */
    Map<Signal, Collection<String>> expected(int partition) {
      return Map.of(
          Signal.LOGS, partition < logs.partitions() ? logs.rawPartitions() : List.of(),
          Signal.SPANS, partition < spans.partitions() ? spans.rawPartitions() : List.of());
    }
  }

  private final Parts parts;

  DeriveMetricsTopology(Parts parts) {
    this.parts = parts;
  }

  Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(CommitStore.builder(Stage.CELLS_STORE));
    builder.addStateStore(CommitStore.builder(Stage.EDGES_STORE));
    List.of(
            Stage.SIGNAL_CLOCKS_STORE,
            Stage.TOTALS_STORE,
            Stage.PARTS_STORE,
            Stage.MINUTES_STORE,
            Stage.BURSTS_STORE,
            Stage.SOURCE_CLOCKS_STORE)
        .forEach(store -> addStore(builder, store));
    read(builder)
        .process(
            () -> new CountProcessor(parts),
            Named.as(Stage.COUNT),
            Stage.CELLS_STORE,
            Stage.EDGES_STORE,
            Stage.SIGNAL_CLOCKS_STORE)
        .repartition(
            Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(Stage.BY_SERVICE)
                .withNumberOfPartitions(parts.input().logs().partitions())
                .withStreamPartitioner(new ServicePartitioner()))
        .process(
            () -> new OwnProcessor(parts),
            Named.as(Stage.OWN),
            Stage.TOTALS_STORE,
            Stage.PARTS_STORE,
            Stage.MINUTES_STORE,
            Stage.BURSTS_STORE,
            Stage.SOURCE_CLOCKS_STORE)
        .to(
            parts.minutesTopic(),
            Produced.<byte[], byte[]>as(Stage.WRITE)
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.ByteArray()));
    return builder.build();
  }

  private KStream<byte[], byte[]> read(StreamsBuilder builder) {
    return builder.stream(
        List.of(parts.input().logs().name(), parts.input().spans().name()),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withName(Stage.READ)
            .withOffsetResetPolicy(AutoOffsetReset.earliest())
            .withTimestampExtractor((record, time) -> Math.max(record.timestamp(), 0)));
  }

  private static void addStore(StreamsBuilder builder, String name) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingEnabled()
            .withLoggingEnabled(Map.of()));
  }
}
