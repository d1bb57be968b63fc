// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.streams.Commits;
import backbone.streams.logs.Ledger.Fate;
import backbone.streams.logs.RawReader.Incoming;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The one processor of normalize-logs. Decides the fate of each raw record, keeps the books, and
 * writes the watermarks. Nothing that is in a record makes it throw: what the engine cannot take
 * becomes a dead letter. {@link #init} resets every field, as a task may be started again.
 */
final class NormalizeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** At least once a second is promised; a missed turn must not break that. */
  static final Duration WATERMARK_INTERVAL = Duration.ofMillis(500);

  private final NormalizeLogsTopology.Parts parts;
  private final Commits.Listener onCommit = this::committed;

  private KeyValueStore<String, byte[]> ledgers;
  private SourceMemory memory;
  private RawReader reader;
  private RecordWriter writer;
  private ItemWriter items;
  private Map<String, RawPartition> partitions;
  private ProcessorContext<byte[], byte[]> context;
  private Cancellable watermarks;

  NormalizeProcessor(NormalizeLogsTopology.Parts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    EventEncoder encoder = parts.engine().encoders().get();
    encoder.connect();
    ledgers = context.getStateStore(NormalizeLogsTopology.LEDGER_STORE);
    memory =
        new SourceMemory(
            context.getStateStore(NormalizeLogsTopology.RANGES_STORE), SourceMemory.SOURCES_MAX);
    reader = new RawReader();
    writer = new RecordWriter(context, encoder, parts.recordBytesMax());
    items = new ItemWriter(parts.engine().normalizers().get(), writer);
    partitions = new LinkedHashMap<>();
    for (RawTopic topic : parts.topics()) {
      if (context.taskId().partition() < topic.partitions()) {
        open(topic, context.taskId().partition());
      }
    }
    watermarks =
        context.schedule(
            WATERMARK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> writeWatermarks());
    parts.commits().add(onCommit);
  }

  private RawPartition open(RawTopic topic, int partition) {
    String name = RawPartition.name(topic.entrance().topic(), partition);
    byte[] stored = ledgers.get(name);
    Ledger ledger = stored == null ? new Ledger() : Ledger.read(stored);
    RawPartition opened = new RawPartition(topic, partition, ledger);
    partitions.put(name, opened);
    parts.view().opened(opened.topic().entrance().topic(), partition, ledger.snapshot());
    return opened;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    RawPartition partition = partition(at);
    long arrival = partition.arrive(record.timestamp(), at.offset());
    Incoming incoming = reader.read(record, partition, at.offset(), arrival);
    writer.from(partition, at.offset(), incoming.raw().origin().source(), arrival);
    partition.ledger().record(decide(incoming, partition.ledger()));
    ledgers.put(partition.name(), partition.ledger().write());
  }

  private RawPartition partition(RecordMetadata at) {
    RawPartition known = partitions.get(RawPartition.name(at.topic(), at.partition()));
    return known != null ? known : open(parts.topic(at.topic()), at.partition());
  }

  private Fate decide(Incoming incoming, Ledger ledger) {
    if (incoming.replay()) {
      return Fate.REFUSED;
    }
    if (incoming.raw().value() == null) {
      return items.empty(ledger);
    }
    List<RawLog> runs = incoming.named() ? memory.unseen(incoming.raw()) : List.of(incoming.raw());
    if (runs.isEmpty()) {
      return Fate.REPEAT;
    }
    int lines = incoming.raw().lineStarts().length;
    for (RawLog run : runs) {
      lines -= run.lineStarts().length;
    }
    if (lines > 0) {
      ledger.items += lines;
      ledger.dropped("repeat", lines);
    }
    return items.unroll(runs, ledger);
  }

  private void writeWatermarks() {
    long earliest = Long.MAX_VALUE;
    for (RawPartition partition : partitions.values()) {
      Ledger ledger = partition.ledger();
      long readToEnd =
          parts
              .input()
              .readToEndAtMs(
                  partition.topic().entrance().topic(), partition.partition(), ledger.lastOffset);
      OptionalLong advanced = partition.advance(readToEnd);
      if (advanced.isPresent()) {
        writer.watermark(partition, advanced.getAsLong());
        ledgers.put(partition.name(), ledger.write());
      }
      earliest = Math.min(earliest, ledger.watermarkMs);
    }
    memory.expire(earliest - parts.repeatsKept().toMillis());
  }

  private void committed() {
    for (RawPartition partition : partitions.values()) {
      parts
          .view()
          .committed(
              partition.topic().entrance().topic(),
              partition.partition(),
              partition.ledger().snapshot());
    }
  }

  @Override
  public void close() {
    parts.commits().remove(onCommit);
    if (watermarks != null) {
      watermarks.cancel();
      partitions
          .values()
          .forEach(p -> parts.view().closed(p.topic().entrance().topic(), p.partition()));
    }
  }
}
