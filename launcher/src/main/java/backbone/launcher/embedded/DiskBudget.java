// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.schema.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * How {@code --disk} is shared out: 45 % for topics, 48 % for indices, 2 % for Prometheus, the rest
 * for positions, our own logs and what is written while the oldest is being removed.
 */
final class DiskBudget {

  private static final double TOPICS = 0.45;
  private static final double INDICES = 0.48;
  private static final double METRICS = 0.02;

  private static final long SEGMENT_BYTES_MIN = 1L << 20;

  private static final long SEGMENT_BYTES_MAX = 64L << 20;

  private final long bytes;

  DiskBudget(long bytes) {
    this.bytes = bytes;
  }

  long indicesBytes() {
    return (long) (bytes * INDICES);
  }

  long metricsBytes() {
    return (long) (bytes * METRICS);
  }

  long topicsBytes() {
    return (long) (bytes * TOPICS);
  }

  /** Kafka removes whole segments; small enough ones keep the topics close to their share. */
  long segmentBytes(List<Topic> topics) {
    int partitions = topics.stream().mapToInt(Topic::partitions).sum();
    long quarter = topicsBytes() / partitions / 4;
    return Math.max(SEGMENT_BYTES_MIN, Math.min(SEGMENT_BYTES_MAX, quarter));
  }

  void setSegments(Admin admin, List<Topic> topics) throws Exception {
    ConfigEntry segment = new ConfigEntry("segment.bytes", Long.toString(segmentBytes(topics)));
    List<AlterConfigOp> operations = List.of(new AlterConfigOp(segment, AlterConfigOp.OpType.SET));
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
