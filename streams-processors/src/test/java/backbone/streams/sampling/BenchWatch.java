// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Watches a process that reads one topic and writes another, until nothing more comes out. */
final class BenchWatch {

  /** The Linux clock of process times. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long QUIET_NANOS = Duration.ofMillis(ShopTopics.WAIT_MS + 2_000).toNanos();
  private static final double DROPPED = 0.1;

  /**
   * What a run gave.
   *
   * @param perSecond spans per second without the first tenth
   * @param cpuMicros of the process, per span, without the first tenth
   * @param peakMb largest resident set of the process
   */
  record Figures(double perSecond, double cpuMicros, double peakMb) {}

  /** What is read and written, and whether the writing counts for the speed. */
  record Flow(String group, String in, String out, boolean outCounts) {}

  private record Sample(long nanos, double read, double written, double cpuSeconds) {}

  private final Admin admin;
  private final Process process;
  private final Flow flow;
  private final int partitions;
  private final List<Sample> samples = new ArrayList<>();

  BenchWatch(Admin admin, Process process, Flow flow, int partitions) {
    this.admin = admin;
    this.process = process;
    this.flow = flow;
    this.partitions = partitions;
  }

  /** Follows the process to the end, at most so long. */
  Figures follow(long spans, Duration limit) throws Exception {
    long startNanos = System.nanoTime();
    double all = end(flow.in());
    long changedNanos = startNanos;
    double peakMb = 0;
    while (samples.isEmpty()
        || last().read() < all
        || System.nanoTime() - changedNanos < QUIET_NANOS) {
      Thread.sleep(100);
      if (!process.isAlive() || System.nanoTime() - startNanos > limit.toNanos()) {
        throw new IOException(
            "of " + all + " records " + (samples.isEmpty() ? 0 : last().read()) + " were read");
      }
      Sample now = new Sample(System.nanoTime(), read(), end(flow.out()), cpuSeconds());
      peakMb = peakMb();
      if (samples.isEmpty() || now.read() > last().read() || now.written() > last().written()) {
        changedNanos = now.nanos();
        samples.add(now);
      }
    }
    return figures(all, spans, peakMb);
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  private Figures figures(double all, long spans, double peakMb) {
    Sample from = samples.stream().filter(s -> done(s, all) >= DROPPED).findFirst().orElseThrow();
    Sample to = samples.stream().filter(s -> done(s, all) >= 1).findFirst().orElseThrow();
    double counted = spans * (1 - done(from, all));
    return new Figures(
        counted / ((to.nanos() - from.nanos()) / 1e9),
        (last().cpuSeconds() - from.cpuSeconds()) * 1e6 / counted,
        peakMb);
  }

  /** Share that is done; where the writing is the second half of the work, it counts as half. */
  private double done(Sample sample, double all) {
    double read = sample.read() / all;
    return flow.outCounts() ? (read + sample.written() / last().written()) / 2 : read;
  }

  private double read() throws Exception {
    return admin
        .listConsumerGroupOffsets(flow.group())
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(flow.in()) && entry.getValue() != null)
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  private double end(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int p = 0; p < partitions; p++) {
      ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private double peakMb() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }
}
