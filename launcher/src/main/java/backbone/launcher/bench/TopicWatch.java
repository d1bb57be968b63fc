// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.schema.Catalogue;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Follows a process that writes a topic by the topic's end. */
final class TopicWatch {

  private static final long SAMPLE_MS = 100;

  /** Share of the lines after which speed and CPU count. */
  private static final double WARM = 0.3;

  /** Lines per second, and microseconds of CPU per line, without the first third. */
  record Figures(double perSecond, double cpuMicros) {}

  private final Admin admin;
  private final ServerProcess process;
  private final String topic;

  TopicWatch(Admin admin, ServerProcess process, String topic) {
    this.admin = admin;
    this.process = process;
    this.topic = topic;
  }

  /**
   * Waits until the topic holds so many records.
   *
   * @throws IOException when the process ends; a time-out is no fault, as what is missing is lost
   */
  Figures follow(long records, Duration limit, Progress progress) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    long warmNanos = 0;
    long warmEnd = 0;
    double warmCpu = 0;
    long end = end();
    while (end < records && System.nanoTime() < deadline) {
      if (!process.alive()) {
        throw new IOException(process.name() + " ended too early. " + process.why());
      }
      if (warmNanos == 0 && end >= WARM * records) {
        warmNanos = System.nanoTime();
        warmEnd = end;
        warmCpu = ProcessFigures.cpuSeconds(process.pid());
      }
      Thread.sleep(SAMPLE_MS);
      end = end();
      progress.tick(process.name() + " has sent", end, records);
    }
    double counted = Math.max(1, end - warmEnd);
    double cpu = ProcessFigures.cpuSeconds(process.pid()) - warmCpu;
    return new Figures(counted * 1e9 / (System.nanoTime() - warmNanos), cpu * 1e6 / counted);
  }

  private long end() throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int p = 0; p < Catalogue.PARTITIONS_DEFAULT; p++) {
      ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}
