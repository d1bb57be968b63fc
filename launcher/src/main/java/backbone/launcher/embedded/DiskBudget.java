// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.schema.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How {@code --disk} is shared out: 45 % for topics, 50 % for indices, the rest for positions, our
 * own logs and what is written while the oldest is being removed.
 */
final class DiskBudget {

  private static final double TOPICS = 0.45;
  private static final double INDICES = 0.50;

  /** A partition is at least two segments: one that is written and one that can go. */
  private static final long SEGMENT_BYTES_MIN = 1L << 20;

  private static final long SEGMENT_BYTES_MAX = 64L << 20;

  private final long bytes;

  DiskBudget(long bytes) {
    this.bytes = bytes;
  }

  long indicesBytes() {
    return (long) (bytes * INDICES);
  }

  /** Most bytes of one partition, so that all partitions together stay within the share. */
  long partitionBytes(List<Topic> topics) {
    int partitions = topics.stream().mapToInt(Topic::partitions).sum();
    return (long) (bytes * TOPICS / partitions);
  }

  /** Kafka removes whole segments, the oldest first; small enough ones keep it close to the cap. */
  Map<String, String> limits(List<Topic> topics) {
    long partition = partitionBytes(topics);
    long segment = Math.max(SEGMENT_BYTES_MIN, Math.min(SEGMENT_BYTES_MAX, partition / 4));
    Map<String, String> limits = new TreeMap<>();
    limits.put("retention.bytes", Long.toString(Math.max(segment, partition - segment)));
    limits.put("segment.bytes", Long.toString(segment));
    return limits;
  }

  void limitTopics(Admin admin, List<Topic> topics) throws Exception {
    Map<String, String> limits = limits(topics);
    List<AlterConfigOp> operations =
        limits.entrySet().stream()
            .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String name : names(topics)) {
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, name), operations);
    }
    admin.incrementalAlterConfigs(changes).all().get(30, TimeUnit.SECONDS);
  }

  private static Set<String> names(List<Topic> topics) {
    return topics.stream().map(Topic::name).collect(java.util.stream.Collectors.toSet());
  }
}
