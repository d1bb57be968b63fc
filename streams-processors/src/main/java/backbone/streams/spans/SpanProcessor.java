// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.engine.rules.InForce;
import backbone.engine.rules.Ownership;
import backbone.streams.raw.Ledger;
import backbone.streams.raw.Ledger.Fate;
import backbone.streams.raw.RawPartition;
import backbone.streams.raw.RawPartitions;
import backbone.streams.raw.RawParts;
import backbone.streams.raw.RawWriter;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import backbone.streams.spans.SpanReader.Incoming;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The one processor of normalize-spans. Decides the fate of each raw record, keeps the books, and
 * writes the watermarks. Nothing that is in a record makes it throw. {@link #init} resets every
 * field, as a task may be started again.
 */
final class SpanProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final RawParts parts;
  private final Supplier<SpanEngine> engines;
  private final Rules rules;

  private SpanReader reader;
  private RawWriter writer;
  private SpanWriter spans;
  private Rules.Watch watch;
  private RawPartitions partitions;
  private ProcessorContext<byte[], byte[]> context;
  private Cancellable watermarks;

  SpanProcessor(RawParts parts, Supplier<SpanEngine> engines, Rules rules) {
    this.parts = parts;
    this.engines = engines;
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    reader = new SpanReader();
    writer = new RawWriter(context, parts.recordBytesMax());
    watch = rules.watch();
    InForce<Ownership> owners = new InForce<>(rules.timelines(RuleKind.OWNERSHIP), Ownership.NONE);
    partitions = new RawPartitions(parts, context, writer);
    spans = new SpanWriter(engines.get(), owners, writer, partitions.masked());
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
    Incoming incoming = reader.read(record, partition.topic().entrance());
    writer.from(partition, at.offset(), incoming.key(), arrival);
    partitions.book(partition, decide(incoming, arrival, partition.ledger()));
  }

  private void writeWatermarks() {
    watch.check();
    partitions.writeWatermarks();
  }

  private Fate decide(Incoming incoming, long arrivalMs, Ledger ledger) {
    if (incoming.replay()) {
      return Fate.REFUSED;
    }
    return incoming.value() == null
        ? spans.empty(ledger)
        : spans.unroll(incoming, arrivalMs, ledger);
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
