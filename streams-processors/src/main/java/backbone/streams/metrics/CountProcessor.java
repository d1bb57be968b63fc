// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.LogEvent;
import backbone.schema.TelemetryHeaders;
import backbone.schema.registry.UnknownSchemaException;
import backbone.streams.Commits;
import backbone.streams.Entrance.Signal;
import backbone.streams.Watermarks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The first stage: counts what one partition of each normalized topic holds, and twice a second
 * sends what has changed to the owners of the services. {@link #init} resets every field, as a task
 * may be started again.
 */
final class CountProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final Duration SEND_INTERVAL = Duration.ofMillis(500);

  /** The owners need the time for forgetting only, so every tenth turn tells it to all. */
  private static final int TURNS_PER_TIME = 10;

  private final DeriveMetricsTopology.Parts parts;
  private final Commits.Listener onCommit = this::committed;

  private ProcessorContext<byte[], byte[]> context;
  private SignalClocks clocks;
  private MinuteCells cells;
  private Pending pending;
  private LogDecoder decoder;
  private LogCounter logs;
  private SpanCounter spans;
  private EdgeCounter edges;
  private Batch batch;
  private Map<InputLag.Partition, InputLag.Reached> reached;
  private Cancellable sending;
  private int turns;

  CountProcessor(DeriveMetricsTopology.Parts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    int partition = context.taskId().partition();
    clocks =
        new SignalClocks(
            new StoreKept(context.getStateStore(Stage.SIGNAL_CLOCKS_STORE)),
            parts.input().expected(partition),
            parts.behindMaxMs());
    CommitStore store = context.getStateStore(Stage.CELLS_STORE);
    cells = new MinuteCells(store.ownedBy(() -> cells.save()), parts.bounds().cells());
    pending = new Pending();
    decoder = parts.codecs().logs().get();
    PathTemplate routes = new PathTemplate();
    logs = new LogCounter(cells, routes, pending);
    CommitStore open = context.getStateStore(Stage.EDGES_STORE);
    edges = new EdgeCounter(cells, pending, open.ownedBy(() -> edges.save()), OpenEdges.OPEN_MAX);
    spans = new SpanCounter(cells, routes, edges, pending, parts.nativeHistograms());
    batch = new Batch(partition, this::forward);
    reached = new HashMap<>();
    parts.input().read(partition).forEach(input -> reached.put(input, InputLag.Reached.NOTHING));
    turns = 0;
    sending = context.schedule(SEND_INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> send());
    parts.commits().add(onCommit);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    Signal signal = parts.input().signal(at.topic());
    Headers headers = record.headers();
    if (Watermarks.isControl(headers)) {
      clocks.take(signal, headers);
      if (signal == Signal.SPANS) {
        makeRoom();
        expireEdges(at.offset());
        cells.keep(clocks.nowMs());
      }
    } else if (record.value() == null || headers.lastHeader(TelemetryHeaders.REPLAY) != null) {
      pending.received++;
      pending.dropped(record.value() == null ? "empty" : "replay", 1);
    } else {
      count(signal, record, at.offset());
    }
    reached.put(
        new InputLag.Partition(at.topic(), at.partition()),
        new InputLag.Reached(at.offset(), record.timestamp()));
  }

  private void count(Signal signal, Record<byte[], byte[]> record, long offset) {
    Place place = new Place(offset, arrivalMs(record));
    if (clocks.late(signal, place.arrivalMs())) {
      pending.late++;
    }
    makeRoom();
    if (signal == Signal.SPANS) {
      expireEdges(offset);
      spans.count(record.value(), place);
    } else {
      countLog(record, place);
    }
    cells.keep(clocks.nowMs());
  }

  /** Only at records of spans, whose offsets tell the generations of edges apart. */
  private void expireEdges(long offset) {
    edges.expire(clocks.nowMs(Signal.SPANS), offset);
  }

  /** What is removed must be sent before the next commit, which may come before the next turn. */
  private void makeRoom() {
    if (cells.makeRoom(batch.at(clocks.nowMs()))) {
      batch.flush();
    }
  }

  private void countLog(Record<byte[], byte[]> record, Place place) {
    pending.received++;
    try {
      LogEvent event = decoder.decode(record.value(), record.headers());
      if (event.getReplayId() == null) {
        logs.count(event, place);
      } else {
        pending.dropped("replay", 1);
      }
    } catch (UnknownSchemaException e) {
      pending.dropped("malformed", 1);
    }
  }

  private static long arrivalMs(Record<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(TelemetryHeaders.ARRIVAL);
    if (header != null && header.value() != null) {
      try {
        return Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
      } catch (NumberFormatException e) {
        return record.timestamp();
      }
    }
    return record.timestamp();
  }

  private void send() {
    long nowMs = clocks.nowMs();
    cells.send(nowMs, batch.at(nowMs));
    batch.flush();
    turns = (turns + 1) % TURNS_PER_TIME;
    if (turns == 0) {
      batch.tellTime();
    }
  }

  private void forward(byte[] key, byte[] value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()));
  }

  private void committed() {
    pending.tell(parts.signals());
    reached.forEach(parts.lag()::reached);
  }

  @Override
  public void close() {
    parts.commits().remove(onCommit);
    if (sending != null) {
      sending.cancel();
      reached.keySet().forEach(parts.lag()::closed);
    }
  }
}
