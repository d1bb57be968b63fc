// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts dead letters by offsets. Transactions leave markers between them, so a count of a topic
 * that a job writes is an upper bound.
 */
final class DeadLetterCounts {

  private static final List<Topic> TOPICS =
      List.of(Catalogue.LOGS_DEAD, Catalogue.SPANS_DEAD, Catalogue.SINKS_DEAD);

  private static final long TIMEOUT_SECONDS = 10;

  private DeadLetterCounts() {}

  /** Letters that were written since a time, by topic; topics without any are left out. */
  static Map<String, Long> since(String bootstrap, Instant since) throws IOException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var then = offsets(admin, OffsetSpec.forTimestamp(since.toEpochMilli()));
      var ends = offsets(admin, OffsetSpec.latest());
      Map<String, Long> counts = new TreeMap<>();
      ends.forEach(
          (place, end) -> {
            long from = then.get(place).offset(); // -1 when nothing is that young
            if (from >= 0 && end.offset() > from) {
              counts.merge(place.topic(), end.offset() - from, Long::sum);
            }
          });
      return counts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + bootstrap, e);
    } catch (Exception e) {
      throw new IOException("Kafka at " + bootstrap + " does not tell its dead letters: " + e, e);
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(Admin admin, OffsetSpec spec)
      throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Topic topic : TOPICS) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        asked.put(new TopicPartition(topic.name(), partition), spec);
      }
    }
    return admin.listOffsets(asked).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
