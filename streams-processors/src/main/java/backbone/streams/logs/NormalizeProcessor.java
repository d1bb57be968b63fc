// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.RawLog;
import backbone.streams.logs.RawReader.Incoming;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.Ledger.Fate;
import backbone.streams.raw.RawPartition;
import backbone.streams.raw.RawPartitions;
import backbone.streams.raw.RawWriter;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The one processor of normalize-logs. Decides the fate of each raw record, keeps the books, and
 * writes the watermarks. Nothing that is in a record makes it throw: what the engine cannot take
 * becomes a dead letter. {@link #init} resets every field, as a task may be started again.
 */
final class NormalizeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final NormalizeLogsTopology.Parts parts;

  private SourceMemory memory;
  private RawReader reader;
  private RawWriter writer;
  private ItemWriter items;
  private LineHolder lines;
  private Rules.Watch watch;
  private RawPartitions partitions;
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
    memory =
        new SourceMemory(
            context.getStateStore(NormalizeLogsTopology.RANGES_STORE), SourceMemory.SOURCES_MAX);
    reader = new RawReader();
    writer = new RawWriter(context, parts.raw().recordBytesMax());
    watch = parts.rules().watch();
    Owners owners = new Owners(parts.rules().timelines(RuleKind.OWNERSHIP));
    partitions = new RawPartitions(parts.raw(), context, writer);
    items =
        new ItemWriter(
            parts.engine().normalizers().get(),
            owners,
            new EventWriter(writer, encoder),
            partitions);
    lines =
        new LineHolder(
            context.getStateStore(NormalizeLogsTopology.HELD_STORE),
            parts.joinWithin(),
            writer,
            items);
    lines.load(new HeldLoader(partitions, reader, parts.held()));
    watermarks =
        context.schedule(
            RawPartitions.WATERMARK_INTERVAL,
            PunctuationType.WALL_CLOCK_TIME,
            time -> writeWatermarks());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    RawPartition partition = partitions.at(at);
    long arrival = partition.arrive(record.timestamp(), at.offset());
    lines.passed(partition, arrival - 1);
    Incoming incoming = reader.read(record, partition, at.offset(), arrival);
    if (lines.takes(record.key(), incoming, partition)) {
      partitions.book(partition, Fate.UNROLLED);
      return;
    }
    writer.from(partition, at.offset(), source(incoming, partition), arrival);
    partitions.book(partition, decide(incoming, partition.ledger()));
  }

  private static byte[] source(Incoming incoming, RawPartition partition) {
    return incoming.named()
        ? incoming.raw().origin().source().getBytes(UTF_8)
        : partition.sourceBytes();
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
      ledger.received(lines);
      ledger.dropped("repeat", lines);
    }
    return items.unroll(runs, ledger);
  }

  private void writeWatermarks() {
    watch.check();
    memory.expire(partitions.writeWatermarks(lines) - parts.repeatsKept().toMillis());
  }

  @Override
  public void close() {
    if (watermarks != null) {
      watermarks.cancel();
    }
    if (partitions != null) {
      partitions.close();
      partitions = null;
    }
  }
}
