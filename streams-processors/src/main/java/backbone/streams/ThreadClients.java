// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the consumer and the producer of one stream thread know of each other. Written by that
 * thread; the volatile fields may be read by any.
 */
final class ThreadClients {

  /**
   * How far the consumer is in a partition.
   *
   * @param position offset of the next record it will fetch
   * @param first offset of the first record it handed over since the partition was assigned, or
   *     where it stood then when there was none
   * @param delivered offset of the last record it handed over since then, or -1
   */
  record Read(long position, long first, long delivered) {}

  /** When the thread was made, in {@link System#nanoTime}; it has not polled yet. */
  final long bornNanos = System.nanoTime();

  volatile Consumer<byte[], byte[]> consumer;
  volatile Map<TopicPartition, Read> reads = Map.of();
  volatile long lastPollNanos;

  /** Whether the consumer has polled at all. */
  volatile boolean polled;

  /** When a poll last handed over records. */
  volatile long lastReadNanos;

  volatile long lastCommitNanos;

  /** When the coordinator of the group last answered this member. */
  volatile long heardNanos = bornNanos;

  /**
   * When the thread polled again after it had stood still for so long that others may own its
   * partitions by now, which only its next commit or heartbeat tells it; 0 for never.
   */
  volatile long doubtedNanos;

  /**
   * Whether the thread may believe that its partitions are its own.
   *
   * @param withinNanos half the time after which the group takes them away
   */
  boolean fresh(long now, long withinNanos) {
    // The poll first: the doubt that it may bring is written before it.
    boolean polls = now - lastPollNanos <= withinNanos;
    boolean committed =
        lastReadNanos - lastCommitNanos <= 0 || now - lastCommitNanos <= withinNanos;
    boolean sure =
        doubtedNanos == 0 || lastCommitNanos - doubtedNanos > 0 || now - doubtedNanos > withinNanos;
    boolean heard =
        now - heardNanos <= withinNanos
            || (lastCommitNanos != 0 && now - lastCommitNanos <= withinNanos);
    return polls && committed && sure && heard;
  }
}
