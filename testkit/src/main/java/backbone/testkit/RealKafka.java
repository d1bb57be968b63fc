// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.schema.Topic;
import backbone.servers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker in a process of its own, on a free port. */
public final class RealKafka extends RealServer {

  private static final String HEAP = "320m";

  private final KafkaBroker broker;
  private final KafkaSecurity security;

  private RealKafka(Path folder, KafkaBroker broker, KafkaSecurity security) throws IOException {
    super(folder, broker);
    this.broker = broker;
    this.security = security;
  }

  /** Starts a broker and waits until it answers; about 4 s. */
  public static RealKafka started() throws IOException {
    Path folder = TestFolder.make("kafka");
    KafkaBroker broker =
        new KafkaBroker(
            new KafkaBroker.Config(
                folder.resolve("data"),
                FreePorts.next(),
                FreePorts.next(),
                HEAP,
                System.getProperty("java.class.path"),
                folder.resolve("kafka.log")));
    return new RealKafka(folder, broker, null);
  }

  /** The same for those with a password or a certificate only; see {@link #security}. */
  public static RealKafka secured() throws IOException {
    Path folder = TestFolder.make("kafka");
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    KafkaSecurity security =
        new KafkaSecurity(
            "127.0.0.1:" + port,
            "127.0.0.1:" + FreePorts.next(),
            "backbone",
            Secrets.next(),
            new Certificates(folder.resolve("certificates")));
    KafkaBroker broker =
        new KafkaBroker(
            new KafkaBroker.Config(
                folder.resolve("data"),
                port,
                controllerPort,
                HEAP,
                System.getProperty("java.class.path"),
                folder.resolve("kafka.log"),
                security.ofBroker(controllerPort)));
    return new RealKafka(folder, broker, security);
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Client settings that reach this broker. */
  public Map<String, Object> client() {
    return security == null ? Map.of("bootstrap.servers", bootstrap()) : security.client();
  }

  /** How a secured broker is reached; null for an open one. */
  public KafkaSecurity security() {
    return security;
  }

  /** Creates topics of the catalogue; see {@link #createTopics}. */
  public void create(List<Topic> topics) throws Exception {
    createTopics(
        topics.stream()
            .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.configs()))
            .toList());
  }

  /**
   * Creates topics, and waits until the broker serves each partition. The controller answers
   * earlier. Of a producer with several requests in flight, the broker may then refuse the first
   * and take the second, and the first is out of sequence until it expires (KAFKA-15591).
   */
  public void createTopics(List<NewTopic> topics) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(topics).all().get();
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (NewTopic topic : topics) {
        for (int p = 0; p < topic.numPartitions(); p++) {
          partitions.put(new TopicPartition(topic.name(), p), OffsetSpec.latest());
        }
      }
      Eventually.await("leaders of " + partitions.keySet(), () -> served(admin, partitions));
    }
  }

  /** All records of a topic, from its beginning; waits until there are so many at least. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic, int atLeast) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Eventually.await(
          atLeast + " records of " + topic,
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= atLeast && isAtEnd(consumer);
          });
    }
    return records;
  }

  private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Only a leader at work tells its offset. */
  private static boolean served(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
      throws Exception {
    try {
      admin.listOffsets(partitions).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }
}
