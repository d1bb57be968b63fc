// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.Fate;
import backbone.engine.sample.TraceDecision;
import backbone.streams.Commits;
import backbone.streams.Watermarks;
import backbone.streams.sampling.SampleTracesTopology.Parts;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The one processor of sample-traces. Its input is the head: fragments are folded, watermarks make
 * decisions. The trail follows in its punctuation, and in {@link #process} when it is more than a
 * second behind. Each call stores how far the trail is before it returns, and nothing is forwarded
 * in {@link #close}. {@link #init} resets every field, as a task may be started again.
 */
final class SampleProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final Duration TRAIL_INTERVAL = Duration.ofMillis(100);

  /** Records of the trail per punctuation, and per record of the head when the trail is behind. */
  private static final int TURN_RECORDS = 20_000;

  private static final int STEP_RECORDS = 64;

  private static final long BEHIND_MS = 1_000;

  /**
   * Past both of these the head waits for the trail: decisions are remembered until it comes by.
   */
  private static final long FAR_BEHIND_MS = 30_000;

  private static final long FAR_BEHIND_RECORDS = 20_000;

  private final Parts parts;
  private final Commits.Listener onCommit = this::committed;

  private ProcessorContext<byte[], byte[]> context;
  private TaskMemory memory;
  private SpanBooks books;
  private SamplingCounts counts;
  private TraceJudge judge;
  private SampledWriter writer;
  private Fragment fragment;
  private long lastOffset;
  private long appendedMs;
  private Trail trail;
  private TrailFollower follower;
  private Cancellable turns;

  SampleProcessor(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    trail = null;
    turns = null;
    DecisionEncoder encoder = parts.encoders().get();
    encoder.connect();
    memory = new TaskMemory(context.getStateStore(SampleTracesTopology.MEMORY_STORE));
    books = memory.books();
    counts = new SamplingCounts();
    fragment = new Fragment();
    lastOffset = -1;
    appendedMs = 0;
    int partition = context.taskId().partition();
    judge = new TraceJudge(parts, partition, memory, this::decided);
    writer = new SampledWriter(context, encoder, parts.sampledBytesMax());
    trail = parts.trails().open(partition);
    follower = new TrailFollower(trail, books, new Rest());
    turns = context.schedule(TRAIL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> turn());
    parts.view().opened(partition, snapshot());
    parts.commits().add(onCommit);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long offset = context.recordMetadata().orElseThrow().offset();
    follower.reach(offset);
    switch (fragment.read(record.headers(), record.key(), record.value(), record.timestamp())) {
      case CONTROL -> watermark(record);
      case SPANS -> fold(record.value());
      case REPLAY, NO_TRACE, MALFORMED -> counts.refused(fragment.kind());
    }
    follower.passed(offset);
    lastOffset = offset;
    appendedMs = record.timestamp();
    if (!follower.rebuilt() || behind(BEHIND_MS)) {
      follower.work(STEP_RECORDS);
      if (!follower.rebuilt() || farBehind()) {
        follower.await();
      }
    }
    memory.save(books);
  }

  private void watermark(Record<byte[], byte[]> record) {
    Watermarks.Mark mark = Watermarks.read(record.headers());
    if (mark != null && judge.take(mark)) {
      decide();
    }
  }

  private void fold(byte[] value) {
    books.received += fragment.spans();
    books.open += fragment.spans();
    if (judge.decided(fragment)) {
      counts.lateSpans += fragment.spans();
    }
    if (judge.violates(fragment)) {
      counts.violations++;
    }
    judge.fold(fragment, value);
  }

  /** Until everything is folded again that was open before, nothing is decided. */
  private void decide() {
    if (follower.rebuilt()) {
      judge.decide(follower.idle() ? Long.MAX_VALUE : follower.arrivalMs());
    }
  }

  private void decided(TraceDecision made) {
    counts.decided(made);
    writer.decision(made);
    follower.unblock();
  }

  private boolean behind(long ms) {
    return !follower.idle() && judge.decidedUpToMs() - follower.arrivalMs() > ms;
  }

  private boolean farBehind() {
    return behind(FAR_BEHIND_MS) && follower.distance() > FAR_BEHIND_RECORDS;
  }

  private void turn() {
    judge.checkRules();
    follower.work(TURN_RECORDS);
    if (books.position != Trail.UNKNOWN) {
      memory.save(books);
    }
  }

  private SamplingSnapshot snapshot() {
    counts.jumps = follower.jumps();
    long lagMs = follower.idle() ? 0 : judge.decidedUpToMs() - follower.arrivalMs();
    return new SamplingSnapshot(
        SamplingSnapshot.Spans.of(books),
        SamplingSnapshot.Traces.of(counts),
        judge.state(Math.max(0, follower.arrivalMs() == 0 ? 0 : lagMs), follower.rebuilt()),
        new SamplingSnapshot.Head(lastOffset, appendedMs));
  }

  private void committed() {
    trail.followed(books.position);
    parts.view().committed(context.taskId().partition(), snapshot());
  }

  @Override
  public void close() {
    parts.commits().remove(onCommit);
    if (turns != null) {
      turns.cancel();
      parts.view().closed(context.taskId().partition());
    }
    if (trail != null) {
      trail.close();
    }
  }

  /** What the trail needs of this task. */
  private final class Rest implements TrailFollower.Task {

    @Override
    public Fate fate(Fragment of) {
      return judge.fate(of);
    }

    @Override
    public void refold(Fragment of, byte[] value) {
      judge.fold(of, value);
    }

    @Override
    public void decide() {
      SampleProcessor.this.decide();
    }

    @Override
    public int forward(ConsumerRecord<byte[], byte[]> record, Fragment of, Fate fate) {
      return writer.spans(record, fate, of.arrivalMs());
    }
  }
}
