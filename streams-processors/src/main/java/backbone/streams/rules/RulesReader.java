// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of the rules from its beginning. A topic that is not there holds no rules. A
 * record that is none is told and left out: it must never stop anything. Of one thread, but for
 * {@link #wakeup}.
 */
public final class RulesReader implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Refusals refusals;
  private List<TopicPartition> partitions = List.of();
  private Rulebook book = Rulebook.EMPTY;

  /** Is told, in a sentence, why a record counts as no rules. */
  @FunctionalInterface
  public interface Refusals {
    void refused(long offset, String sentence);
  }

  /**
   * Makes a reader without I/O.
   *
   * @param kafka settings of every Kafka client
   * @param topic full name
   * @param refusals is told of each record that is left out
   */
  public RulesReader(Map<String, Object> kafka, String topic, Refusals refusals) {
    this(consumer(kafka, topic), topic, refusals);
  }

  RulesReader(Consumer<byte[], byte[]> consumer, String topic, Refusals refusals) {
    this.consumer = consumer;
    this.topic = topic;
    this.refusals = refusals;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka, String topic) {
    Map<String, Object> own = new HashMap<>(kafka);
    own.keySet().removeAll(List.of("group.id", "group.instance.id", "transactional.id"));
    own.put("client.id", topic + "-reader");
    own.put("isolation.level", "read_committed");
    own.put("auto.offset.reset", "none");
    own.put("enable.auto.commit", false);
    own.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads on to where the topic ends now.
   *
   * @return whether it got there in time; then {@link #book} holds all that was committed when this
   *     was called
   * @throws RuntimeException what the consumer throws, or that the topic ends before what was read
   *     of it; make a new reader then
   */
  public boolean read(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    if (partitions.isEmpty()) {
      find(timeout);
    }
    if (partitions.isEmpty()) {
      return true;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
    refuseShorter(ends);
    while (!isAt(ends) && System.nanoTime() - deadline < 0) {
      List<Applied> more = new ArrayList<>();
      consumer.poll(Duration.ofMillis(100)).forEach(record -> take(record, more));
      book = book.with(more);
    }
    return isAt(ends);
  }

  private void find(Duration timeout) {
    partitions =
        consumer.partitionsFor(topic, timeout).stream()
            .map(found -> new TopicPartition(topic, found.partition()))
            .toList();
    if (!partitions.isEmpty()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** A topic that was made anew begins again: who waited at its old end would miss its rules. */
  private void refuseShorter(Map<TopicPartition, Long> ends) {
    ends.forEach(
        (partition, end) -> {
          long position = consumer.position(partition);
          if (position > end) {
            throw new KafkaException(
                topic + " ends at " + end + " but was read to " + position + "; it was made anew.");
          }
        });
  }

  private void take(ConsumerRecord<byte[], byte[]> record, List<Applied> more) {
    try {
      if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
        throw new IllegalArgumentException(
            "the topic has not message.timestamp.type=LogAppendTime; run `topics apply`");
      }
      RuleRecord read = RuleRecord.read(record.key(), record.value());
      more.add(Applied.of(read, rules(read), record.timestamp()));
    } catch (RuntimeException e) {
      // Whatever a record holds, a defect of ours included, it must not stop the jobs.
      refusals.refused(
          record.offset(),
          "The record at offset "
              + record.offset()
              + " of "
              + topic
              + " counts as no rules: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ".");
    }
  }

  private static RuleText<?> rules(RuleRecord record) {
    RuleKind<?> kind =
        RuleKind.named(record.name())
            .orElseThrow(
                () -> new IllegalArgumentException("this release knows no rules of its name"));
    List<RuleText<?>> sections = RuleText.read(record.text(), record.name());
    if (sections.size() != 1 || sections.get(0).kind() != kind) {
      throw new IllegalArgumentException("its text holds other rules");
    }
    return sections.get(0);
  }

  /** Whether the topic is there. */
  public boolean exists() {
    return !partitions.isEmpty();
  }

  /** All that has been read. */
  public Rulebook book() {
    return book;
  }

  /** Lets a call in another thread end with a WakeupException. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
