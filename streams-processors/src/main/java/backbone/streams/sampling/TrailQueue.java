// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Between the reader's thread, which adds, and the task's, which takes: what was fetched of one
 * partition. A seek makes everything void that was fetched for an older one.
 */
final class TrailQueue implements Trail {

  /** Past this many bytes nothing more is fetched. */
  static final long BYTES_MAX = 8 << 20;

  /** Bytes of a record beside key and value: headers, objects. */
  private static final int OVERHEAD_BYTES = 400;

  /** What the task wants to read; each has a number. */
  record Seek(int number, long offset) {}

  /** What one poll gave, and where the consumer stood after it. */
  record Batch(int seek, List<ConsumerRecord<byte[], byte[]>> records, long position, long bytes) {

    static Batch of(int seek, List<ConsumerRecord<byte[], byte[]>> records, long position) {
      long bytes = 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        bytes += OVERHEAD_BYTES + length(record.key()) + length(record.value());
      }
      return new Batch(seek, records, position, bytes);
    }

    private static int length(byte[] bytes) {
      return bytes == null ? 0 : bytes.length;
    }
  }

  private static final long ASK_NANOS = 500_000_000;

  private final int partition;
  private final Consumer<TrailQueue> onClose;
  private final LinkedBlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong jumped = new AtomicLong(UNKNOWN);
  private volatile Seek wanted;
  private volatile long committed = UNKNOWN;
  private volatile long followed = UNKNOWN;
  private volatile RuntimeException fault;

  private long askedNanos;

  private Batch current;
  private int at;
  private long position = UNKNOWN;

  TrailQueue(int partition, Consumer<TrailQueue> onClose) {
    this.partition = partition;
    this.onClose = onClose;
  }

  int partition() {
    return partition;
  }

  @Override
  public void seek(long offset) {
    Seek before = wanted;
    wanted = new Seek(before == null ? 1 : before.number() + 1, offset);
    drop(current);
    current = null;
    position = UNKNOWN;
  }

  @Override
  public ConsumerRecord<byte[], byte[]> peek() {
    while (current == null || at == current.records().size()) {
      Batch next = batches.poll();
      if (next == null) {
        check();
        return null;
      }
      begin(next);
    }
    return current.records().get(at);
  }

  private void begin(Batch next) {
    drop(current);
    current = null;
    if (next.seek() != wanted.number()) {
      drop(next);
      return;
    }
    current = next;
    at = 0;
    position = next.records().isEmpty() ? next.position() : next.records().get(0).offset();
  }

  private void drop(Batch batch) {
    if (batch != null) {
      bytes.addAndGet(-batch.bytes());
    }
  }

  private void check() {
    RuntimeException wrong = fault;
    if (wrong != null) {
      throw wrong;
    }
  }

  @Override
  public void take() {
    at++;
    if (at < current.records().size()) {
      position = current.records().get(at).offset();
      return;
    }
    // At once, not with the next one: its room may be what the next one waits for.
    position = current.position();
    drop(current);
    current = null;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void await(Duration limit) {
    if (peek() != null) {
      return;
    }
    try {
      Batch next = batches.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (next != null) {
        begin(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public long jumped() {
    return jumped.getAndSet(UNKNOWN);
  }

  @Override
  public void followed(long offset) {
    followed = offset;
  }

  /** Where the trail is, as committed; {@link #UNKNOWN} before the first commit. */
  long followed() {
    return followed;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }

  /** What the task wants; null as long as it wants nothing. */
  Seek wanted() {
    return wanted;
  }

  void add(Batch batch) {
    bytes.addAndGet(batch.bytes());
    batches.add(batch);
  }

  /** Bytes that wait to be taken. */
  long bytes() {
    return bytes.get();
  }

  /**
   * Whether the committed offset is to be asked for: as long as the task does not know where to
   * begin, and not too often. Of the reader's thread.
   */
  boolean asks(long nowNanos) {
    boolean due = askedNanos == 0 || nowNanos - askedNanos > ASK_NANOS;
    if (wanted != null || committed != UNKNOWN || !due) {
      return false;
    }
    askedNanos = nowNanos;
    return true;
  }

  void committed(long offset) {
    committed = offset;
  }

  void jumped(long offset) {
    jumped.set(offset);
  }

  /** Ends the task too: what happened is a bug, or somebody has to mend it. */
  void fail(RuntimeException thrown) {
    fault = thrown;
  }
}
