// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.service.ProgressReader;
import java.time.Duration;
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

  /** Who must have read a topic before its records may go. */
  private static final Map<Topic, String> READERS =
      Map.of(
          Catalogue.LOGS_RAW, ProgressReader.NORMALIZE_GROUP,
          Catalogue.LOGS_NORMALIZED, ProgressReader.SINK_GROUP);

  private final Admin admin;
  private final long budgetBytes;
  private final Consumer<String> say;
  private boolean over;

  TopicCap(String bootstrap, long budgetBytes, Consumer<String> say) {
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
    for (Map.Entry<Topic, String> reader : READERS.entrySet()) {
      admin
          .listConsumerGroupOffsets(reader.getValue())
          .partitionsToOffsetAndMetadata()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, offset) -> {
                if (offset != null && partition.topic().equals(reader.getKey().name())) {
                  read.put(partition, RecordsToDelete.beforeOffset(offset.offset()));
                }
              });
    }
    return read;
  }
}
