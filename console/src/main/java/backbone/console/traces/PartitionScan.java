// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.schema.AvroCodec;
import backbone.schema.Decision;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import backbone.schema.registry.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Looks through one partition for the newest record of a key, within a time limit. */
final class PartitionScan {

  static final long WAIT_SECONDS_DEFAULT = 10;

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long deadlineNanos;
  private ConsumerRecord<byte[], byte[]> sample;
  private Instant lookedBackTo;

  /**
   * A record that was looked for.
   *
   * @param schemaReference of its value, null when the value itself refers to its schema
   */
  record Found(byte[] value, byte[] schemaReference, Instant at) {

    static Found of(ConsumerRecord<byte[], byte[]> record) {
      Header header = record.headers().lastHeader(WireFormat.VALUE_HEADER);
      return new Found(
          record.value(),
          header == null ? null : header.value(),
          Instant.ofEpochMilli(record.timestamp()));
    }
  }

  /** The consumer is assigned to the partition already. */
  PartitionScan(Consumer<byte[], byte[]> consumer, TopicPartition partition, Duration limit) {
    this.consumer = consumer;
    this.partition = partition;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /** Newest first, or first what was written from a time on. */
  Optional<Found> find(byte[] key, Optional<Instant> from) {
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    SearchPlan plan = new SearchPlan(begin, end, from.map(this::offset).orElse(end));
    while (plan.hasNext() && timeIsLeft()) {
      Optional<Found> found = scan(plan.next(), key);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Everything from here to the newest was read; null when there was nothing. */
  Instant lookedBackTo() {
    return lookedBackTo;
  }

  /** How long the trace of some other decision was open, in seconds. */
  long waitSeconds(AvroCodec<Decision> codec) {
    if (sample == null) {
      return WAIT_SECONDS_DEFAULT;
    }
    try {
      Found found = Found.of(sample);
      Decision decision = codec.decode(found.value(), found.schemaReference());
      long ms = decision.getDecidedUnixMilli() - decision.getFirstArrivalUnixMilli();
      return decision.getEarly() || ms <= 0 ? WAIT_SECONDS_DEFAULT : (ms + 999) / 1000;
    } catch (RegistryException | RegistryUnavailableException | UnknownSchemaException e) {
      return WAIT_SECONDS_DEFAULT;
    }
  }

  private Optional<Found> scan(SearchPlan.Chunk chunk, byte[] key) {
    consumer.seek(partition, chunk.from());
    ConsumerRecord<byte[], byte[]> match = null;
    Instant oldest = null;
    while (consumer.position(partition) < chunk.to() && timeIsLeft()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.value() == null || record.offset() >= chunk.to()) {
          continue;
        }
        oldest = oldest == null ? Instant.ofEpochMilli(record.timestamp()) : oldest;
        sample = record;
        if (Arrays.equals(record.key(), key)) {
          match = record;
        }
      }
    }
    boolean whole = consumer.position(partition) >= chunk.to();
    if (whole && oldest != null && (lookedBackTo == null || oldest.isBefore(lookedBackTo))) {
      lookedBackTo = oldest;
    }
    return Optional.ofNullable(match).map(Found::of);
  }

  private long offset(Instant from) {
    OffsetAndTimestamp at =
        consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
    return at == null ? Long.MAX_VALUE : at.offset();
  }

  private boolean timeIsLeft() {
    return System.nanoTime() - deadlineNanos < 0;
  }
}
