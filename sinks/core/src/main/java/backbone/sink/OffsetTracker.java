// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets are safe to commit. Records finish in any order; only what is finished without a
 * gap may be committed. Three numbers tell the state of a partition, and {@code committed <= done
 * <= delivered} always holds:
 *
 * <ul>
 *   <li>{@code delivered}: one past the last record that was handed in;
 *   <li>{@code done}: every record handed in below this one is finished;
 *   <li>{@code committed}: the last {@code done} that was given to Connect.
 * </ul>
 *
 * <p>Not safe for threads: it belongs to the task's thread.
 */
final class OffsetTracker {

  private final Map<TopicPartition, Lane> lanes = new HashMap<>();

  /**
   * Begins to track a record.
   *
   * <p>A record between {@code committed} and {@code delivered} is a repeat: Connect rewinds to the
   * last commit after a failed one, and the first copy is finished or on its way. A record below
   * {@code committed} can only mean that the position was reset from outside (a topic deleted and
   * created again, offsets altered), so the partition starts anew.
   *
   * @return what to finish later, or null when the record is a repeat
   */
  Ticket deliver(TopicPartition partition, long offset) {
    Lane lane = lanes.get(partition);
    if (lane != null && offset < lane.delivered && offset >= lane.committed) {
      return null;
    }
    if (lane == null || offset < lane.delivered) {
      lane = new Lane(offset);
      Lane before = lanes.put(partition, lane);
      if (before != null) {
        before.forgotten = true;
      }
    }
    return lane.deliver(offset);
  }

  /** Marks a record as finished: durable in the target, in the dead letters, or not for it. */
  void done(Ticket ticket) {
    ticket.done = true;
    ticket.lane.advance();
  }

  /** Offsets that may be committed; partitions where nothing is finished are left out. */
  Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    lanes.forEach(
        (partition, lane) -> {
          if (lane.done > lane.first) {
            lane.committed = lane.done;
            offsets.put(partition, new OffsetAndMetadata(lane.done));
          }
        });
    return offsets;
  }

  /** Forgets partitions that belong to someone else now. Their open tickets lose their meaning. */
  void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.remove(partition);
      if (lane != null) {
        lane.forgotten = true;
      }
    }
  }

  /** Number of records of these partitions that are handed in and not finished. */
  long open(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .map(lanes::get)
        .filter(lane -> lane != null)
        .mapToLong(lane -> lane.open)
        .sum();
  }

  /** One record on its way. */
  static final class Ticket {

    private final Lane lane;
    private final long offset;
    private boolean done;

    private Ticket(Lane lane, long offset) {
      this.lane = lane;
      this.offset = offset;
    }

    /** Whether its partition was taken away meanwhile. */
    boolean forgotten() {
      return lane.forgotten;
    }
  }

  private static final class Lane {

    private final ArrayDeque<Ticket> unfinished = new ArrayDeque<>();
    private final long first;
    private long delivered;
    private long done;
    private long committed;
    private long open;
    private boolean forgotten;

    private Lane(long first) {
      this.first = first;
      delivered = first;
      done = first;
      committed = first;
    }

    private Ticket deliver(long offset) {
      Ticket ticket = new Ticket(this, offset);
      unfinished.add(ticket);
      delivered = offset + 1;
      open++;
      advance();
      return ticket;
    }

    /** Offsets may have gaps (transaction markers, compaction), so the next one is looked up. */
    private void advance() {
      while (!unfinished.isEmpty() && unfinished.peek().done) {
        unfinished.poll();
        open--;
      }
      done = unfinished.isEmpty() ? delivered : unfinished.peek().offset;
    }
  }
}
