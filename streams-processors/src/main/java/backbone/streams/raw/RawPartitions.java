// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.streams.Commits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The raw partitions of one task: their clocks, their watermarks, and their books, which are stored
 * with the data's transaction and shown when it is committed. Of one stream thread.
 */
public final class RawPartitions implements AutoCloseable {

  /** At least once a second is promised; a missed turn must not break that. */
  public static final Duration WATERMARK_INTERVAL = Duration.ofMillis(500);

  private final RawParts parts;
  private final RawWriter writer;
  private final KeyValueStore<String, byte[]> ledgers;
  private final Map<String, RawPartition> partitions = new LinkedHashMap<>();
  private final MaskTally masked = new MaskTally();
  private final ParseTally parsed = new ParseTally();
  private final VolumeTally volume = new VolumeTally();
  private final Commits.Listener onCommit = this::committed;

  /** Most records come from the same partition as the one before. */
  private RawPartition last;

  /** What a task keeps back of its partitions. */
  @FunctionalInterface
  public interface Backlog {

    /**
     * Hands on what waited for records of a partition that cannot come any more.
     *
     * @param reachedMs no record arrives at or before
     * @return the latest watermark that nothing lies at or behind which is kept back, at most the
     *     time that was reached
     */
    long settle(RawPartition partition, long reachedMs);
  }

  /** Opens the books of the task's partitions. */
  public RawPartitions(RawParts parts, ProcessorContext<byte[], byte[]> context, RawWriter writer) {
    this.parts = parts;
    this.writer = writer;
    this.ledgers = context.getStateStore(RawTopology.LEDGER_STORE);
    int partition = context.taskId().partition();
    for (RawTopic topic : parts.topics()) {
      if (partition < topic.partitions()) {
        open(topic, partition);
      }
    }
    parts.commits().add(onCommit);
  }

  private RawPartition open(RawTopic topic, int partition) {
    String name = RawPartition.name(topic.name(), partition);
    byte[] stored = ledgers.get(name);
    Ledger ledger = stored == null ? new Ledger() : Ledger.read(stored);
    RawPartition opened = new RawPartition(topic, partition, ledger);
    partitions.put(name, opened);
    parts.view().opened(topic.name(), partition, ledger.snapshot());
    return opened;
  }

  /** Takes what the task masks; it is shown when it is committed. */
  public MaskTally masked() {
    return masked;
  }

  /** Takes how the task reads events; it is shown when it is committed. */
  public ParseTally parsed() {
    return parsed;
  }

  /** Takes how much the task writes; it is shown when it is committed. */
  public VolumeTally volume() {
    return volume;
  }

  /** The partition that a record is from. */
  public RawPartition at(RecordMetadata at) {
    if (last == null
        || last.partition() != at.partition()
        || !last.topic().name().equals(at.topic())) {
      last = at(at.topic(), at.partition());
    }
    return last;
  }

  private RawPartition at(String topic, int partition) {
    RawPartition known = partitions.get(RawPartition.name(topic, partition));
    return known != null ? known : open(parts.topic(topic), partition);
  }

  /**
   * The partition of a name that was stored, or null when its topic is no entrance any more.
   *
   * @param name {@code topic/partition}
   */
  public RawPartition named(String name) {
    int slash = name.lastIndexOf('/');
    String topic = name.substring(0, slash);
    boolean entrance = parts.topics().stream().anyMatch(one -> one.name().equals(topic));
    return entrance ? at(topic, Integer.parseInt(name.substring(slash + 1))) : null;
  }

  /** Books the fate of a record and stores the books. */
  public void book(RawPartition partition, Ledger.Fate fate) {
    partition.ledger().record(fate);
    ledgers.put(partition.name(), partition.ledger().write());
  }

  /** Writes the watermarks that have advanced, where nothing is kept back. */
  public long writeWatermarks() {
    return writeWatermarks((partition, reachedMs) -> reachedMs);
  }

  /**
   * Writes the watermarks that have advanced.
   *
   * @return the earliest of all, milliseconds since 1970
   */
  public long writeWatermarks(Backlog backlog) {
    long earliest = Long.MAX_VALUE;
    for (RawPartition partition : partitions.values()) {
      long reached = partition.reach(readToEndAtMs(partition));
      if (reached > partition.ledger().watermarkMs) {
        long watermark = backlog.settle(partition, reached);
        if (partition.advance(watermark)) {
          writer.watermark(partition, watermark);
        }
        ledgers.put(partition.name(), partition.ledger().write());
      }
      earliest = Math.min(earliest, partition.ledger().watermarkMs);
    }
    return earliest;
  }

  private long readToEndAtMs(RawPartition partition) {
    return parts
        .input()
        .readToEndAtMs(
            partition.topic().name(), partition.partition(), partition.ledger().lastOffset);
  }

  private void committed() {
    for (RawPartition of : partitions.values()) {
      parts.view().committed(of.topic().name(), of.partition(), of.ledger().snapshot());
    }
    parsed.drain((read, count) -> parts.view().parsed(read.format(), read.status(), count));
    masked.drain(parts.view()::masked);
    volume.drain(parts.view()::written);
  }

  @Override
  public void close() {
    parts.commits().remove(onCommit);
    partitions.values().forEach(of -> parts.view().closed(of.topic().name(), of.partition()));
  }
}
