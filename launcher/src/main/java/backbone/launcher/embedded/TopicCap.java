// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the topics within their share of {@code --disk} without losing a line: only records that
 * their reader has committed are removed. Kafka's own limit by bytes removes the oldest, read or
 * not; a backlog of one large file lost lines by it. What is not read yet may therefore take more
 * than the share for a while.
 */
final class TopicCap implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 10;
  private static final int BROKER_ID = 1;

  /** Groups, without the prefix, that must have read a topic before its records may go. */
  private static final Map<Topic, List<String>> READERS =
      Map.of(
          Catalogue.LOGS_RAW, List.of("normalize-logs"),
          Catalogue.LOGS_NORMALIZED, List.of("sink-elasticsearch-logs", "derive-metrics"),
          Catalogue.SPANS_RAW, List.of("normalize-spans"),
          Catalogue.SPANS_NORMALIZED,
              List.of("derive-metrics", "sample-traces", "sample-traces-trail"),
          Catalogue.SPANS_SAMPLED, List.of("sink-elasticsearch-spans"),
          Catalogue.METRICS_MINUTES, List.of("sink-elasticsearch-metrics"));

  private static final String JAEGER = "sink-jaeger";

  private final Admin admin;
  private final long budgetBytes;
  private final boolean jaeger;
  private final Consumer<String> say;
  private boolean over;

  /**
   * Makes a cap without I/O.
   *
   * @param jaeger whether a Jaeger sink must have read the sampled spans as well
   */
  TopicCap(String bootstrap, long budgetBytes, boolean jaeger, Consumer<String> say) {
    this.jaeger = jaeger;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.budgetBytes = budgetBytes;
    this.say = say;
  }

  /** Looks once; beyond the share, removes what has been read. */
  void enforce() throws Exception {
    long size = size();
    if (size > budgetBytes && !over) {
      say.accept(
          "disk: topics take "
              + ByteSize.show(size)
              + " of "
              + ByteSize.show(budgetBytes)
              + "; what has been read is removed, the rest stays. Raise --disk to keep more.");
    }
    over = size > budgetBytes;
    if (over) {
      admin.deleteRecords(read()).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private long size() throws Exception {
    return admin
        .describeLogDirs(List.of(BROKER_ID))
        .allDescriptions()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .get(BROKER_ID)
        .values()
        .stream()
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().startsWith(Topic.PREFIX_DEFAULT + "."))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private Map<TopicPartition, RecordsToDelete> read() throws Exception {
    Map<TopicPartition, RecordsToDelete> read = new HashMap<>();
    for (Map.Entry<Topic, List<String>> topic : READERS.entrySet()) {
      List<String> groups = new ArrayList<>(topic.getValue());
      if (jaeger && topic.getKey().equals(Catalogue.SPANS_SAMPLED)) {
        groups.add(JAEGER);
      }
      readByAll(topic.getKey().name(), groups)
          .forEach((place, offset) -> read.put(place, RecordsToDelete.beforeOffset(offset)));
    }
    return read;
  }

  /** Up to where every group has committed; a partition that one has not committed is left out. */
  private Map<TopicPartition, Long> readByAll(String topic, List<String> groups) throws Exception {
    Map<TopicPartition, Long> all = null;
    for (String group : groups) {
      Map<TopicPartition, Long> one = committed(topic, Topic.PREFIX_DEFAULT + "-" + group);
      if (all == null) {
        all = one;
      } else {
        all.keySet().retainAll(one.keySet());
        all.replaceAll((place, offset) -> Math.min(offset, one.get(place)));
      }
    }
    return all;
  }

  private Map<TopicPartition, Long> committed(String topic, String group) throws Exception {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .forEach(
            (place, offset) -> {
              if (offset != null && place.topic().equals(topic)) {
                offsets.put(place, offset.offset());
              }
            });
    return offsets;
  }
}
