// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Drives a task as a Connect worker does: one thread, put in turns with commits. */
public final class TaskRig implements AutoCloseable {

  public static final String TOPIC = "telemetry.logs.normalized";
  public static final Duration DEFINITELY_TOO_SLOW = Duration.ofSeconds(60);

  private static final long TURN_NANOS = 2_000_000;

  public final FakeContext context = new FakeContext();
  private final BackboneSinkTask task;
  private final String topic;

  public TaskRig(BackboneSinkTask task, Map<String, String> props, int partitions) {
    this(task, props, TOPIC, partitions);
  }

  public TaskRig(BackboneSinkTask task, Map<String, String> props, String topic, int partitions) {
    this.task = task;
    this.topic = topic;
    for (int i = 0; i < partitions; i++) {
      context.assignment.add(new TopicPartition(topic, i));
    }
    task.initialize(context);
    task.start(props);
    task.open(context.assignment);
  }

  public static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  public static SinkRecord record(int partition, long offset, byte[] value) {
    return record(partition, offset, value, new ConnectHeaders());
  }

  public static SinkRecord watermark(int partition, long offset) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(TelemetryHeaders.CONTROL, TelemetryHeaders.CONTROL_WATERMARK);
    return record(partition, offset, null, headers);
  }

  /** The record as a transform left it: another topic, the original coordinates kept. */
  public static SinkRecord rerouted(SinkRecord r, String topic) {
    return r.newRecord(topic, 0, null, r.key(), null, r.value(), r.timestamp(), r.headers());
  }

  private static SinkRecord record(
      int partition, long offset, byte[] value, ConnectHeaders headers) {
    return new SinkRecord(
        TOPIC,
        partition,
        null,
        null,
        null,
        value,
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        headers);
  }

  public void put(Collection<SinkRecord> records) {
    long start = System.nanoTime();
    task.put(records);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(context.timeoutMs()).isBetween(1L, 1_000L);
  }

  public void put(SinkRecord... records) {
    put(List.of(records));
  }

  /** Next offset of a partition as it would be committed now, or -1. */
  public long committable(int partition) {
    OffsetAndMetadata offset = task.preCommit(Map.of()).get(new TopicPartition(topic, partition));
    return offset == null ? -1 : offset.offset();
  }

  public void untilCommittable(int partition, long offset) {
    until(() -> committable(partition) >= offset, "commit of " + partition + " up to " + offset);
    assertThat(committable(partition)).isEqualTo(offset);
  }

  /** Takes turns as an idle worker does until something holds. */
  public void until(BooleanSupplier holds, String what) {
    long deadline = System.nanoTime() + DEFINITELY_TOO_SLOW.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long for: " + what).isLessThan(deadline);
      turns(1);
    }
  }

  /** Some turns without records. */
  public void turns(int count) {
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(TURN_NANOS);
      put(new ArrayList<>());
    }
  }

  public void revoke(int partition) {
    TopicPartition revoked = new TopicPartition(topic, partition);
    task.close(List.of(revoked));
    context.assignment.remove(revoked);
  }

  public Map<String, Long> counters() {
    return task.counters();
  }

  @Override
  public void close() {
    long start = System.nanoTime();
    task.close(List.copyOf(context.assignment));
    task.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
