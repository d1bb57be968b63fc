// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.Commits;
import backbone.streams.Watermarks;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The second stage: owns all series of its services, adds what is new in the cells, shows the
 * totals that are committed, and writes the minutes. {@link #init} resets every field, as a task
 * may be started again.
 */
final class OwnProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final Duration WRITE_INTERVAL = Duration.ofSeconds(5);

  /** Series that have been shown as 0 for long enough are looked for so often. */
  static final Duration RELEASE_INTERVAL = Duration.ofSeconds(1);

  /** Idle series are looked for once a minute. */
  private static final int TURNS_PER_EXPIRY = 12;

  private static final byte[] CLOCK_KEY = {0};

  private final DeriveMetricsTopology.Parts parts;
  private final Commits.Listener onCommit = this::committed;

  private ProcessorContext<byte[], byte[]> context;
  private MinuteEncoder encoder;
  private MinuteRecords records;
  private Kept clockKept;
  private Watermarks clock;
  private OwnedSeries owned;
  private Pending pending;
  private Exposition.Lines lines;
  private List<Cancellable> schedules = List.of();
  private int turns;

  OwnProcessor(DeriveMetricsTopology.Parts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    encoder = parts.codecs().minutes().get();
    encoder.connect();
    records = new MinuteRecords(context.taskId().partition());
    pending = new Pending();
    clockKept = kept(Stage.SOURCE_CLOCKS_STORE);
    clock =
        new Watermarks(
            IntStream.range(0, parts.input().sources()).mapToObj(OwnProcessor::name).toList(),
            parts.behindMaxMs());
    clockKept.forEach((key, value) -> clock.load(value));
    owned = owned();
    turns = 0;
    lines = parts.exposition().open();
    owned.totals().all().forEach(lines::show);
    owned.bursts().drainChanged(lines::burst);
    schedules =
        List.of(
            every(WRITE_INTERVAL, this::writeAndForget), every(RELEASE_INTERVAL, this::release));
    parts.commits().add(onCommit);
  }

  private Cancellable every(Duration interval, Runnable what) {
    return context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, time -> what.run());
  }

  private void release() {
    parts.exposition().forEachDue(lines, owned.totals()::release);
  }

  private void writeAndForget() {
    owned.minutes().write(now());
    owned.bursts().forget();
    turns = (turns + 1) % TURNS_PER_EXPIRY;
    if (turns == 0) {
      owned.totals().at(now());
      pending.expired += owned.totals().expire(parts.seriesIdleMs());
    }
  }

  private OwnedSeries owned() {
    KnownLabels known = new KnownLabels(parts.bounds().labels());
    return new OwnedSeries(
        known,
        new SourceParts(kept(Stage.PARTS_STORE)),
        new Totals(kept(Stage.TOTALS_STORE), known),
        new Minutes(kept(Stage.MINUTES_STORE), parts.bounds().minutes(), this::write),
        new Bursts(
            kept(Stage.BURSTS_STORE),
            parts.bounds().labels().services(),
            context::currentSystemTimeMs),
        pending);
  }

  private Kept kept(String store) {
    return new StoreKept(context.getStateStore(store));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    owned.take(record.value(), context.recordMetadata().orElseThrow().offset(), this::advance);
  }

  /** Time goes by what the senders say; gives the time of all of them. */
  private long advance(int source, long sentMs) {
    if (clock.advance(new Watermarks.Mark(name(source), sentMs))) {
      clockKept.put(CLOCK_KEY, clock.write());
    }
    return now();
  }

  private long now() {
    return Math.max(0, clock.now());
  }

  private static String name(int source) {
    return Integer.toString(source);
  }

  private void write(Minutes.Minute minute) {
    for (MinuteRecords.Keyed keyed : records.of(minute)) {
      context.forward(
          new Record<>(
              keyed.series().getBytes(UTF_8),
              encoder.encode(keyed.minute()),
              context.currentSystemTimeMs()));
    }
  }

  private void committed() {
    owned.totals().drainRemoved(lines::hide);
    owned.totals().drainChanged(lines::show);
    owned.bursts().drainChanged(lines::burst);
    pending.tell(parts.signals());
  }

  @Override
  public void close() {
    parts.commits().remove(onCommit);
    schedules.forEach(Cancellable::cancel);
    if (lines != null) {
      parts.exposition().close(lines);
    }
  }
}
