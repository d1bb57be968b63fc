// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.servers.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Follows a process that reads one topic to its end. */
final class FlowWatch {

  private static final long SAMPLE_MS = 100;
  private static final int WARM_RECORDS_MAX = 2_000_000;

  /** What of few records is left out, as the first of them meet code that is not compiled yet. */
  private static final double WARM_SHARE_MAX = 0.5;

  /**
   * What a run gave, without its beginning.
   *
   * @param perSecond records per second
   * @param cpuMicros of the whole process, per record
   * @param peakMb largest resident set of the process
   */
  record Figures(double perSecond, double cpuMicros, double peakMb) {}

  private record Sample(long nanos, long read, double cpuSeconds) {}

  private final Admin admin;
  private final ServerProcess process;
  private final Flow flow;
  private final Progress progress;
  private final List<Sample> samples = new ArrayList<>();

  FlowWatch(Admin admin, ServerProcess process, Flow flow, Progress progress) {
    this.admin = admin;
    this.process = process;
    this.flow = flow;
    this.progress = progress;
  }

  /**
   * Follows the process until it has read so many records.
   *
   * @throws IOException when it ends, or is not there in time
   */
  Figures follow(long records, Duration limit) throws Exception {
    long startNanos = System.nanoTime();
    while (samples.isEmpty() || last().read() < records) {
      Thread.sleep(SAMPLE_MS);
      if (!process.alive()) {
        throw new IOException(process.name() + " ended too early. " + process.why());
      }
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        throw new IOException(
            String.format(
                "%s has read %,d of %,d records in %d s. %s",
                process.name(), last().read(), records, limit.toSeconds(), process.why()));
      }
      samples.add(
          new Sample(System.nanoTime(), flow.read(admin), ProcessFigures.cpuSeconds(pid())));
      progress.tick(process.name() + " has read", last().read(), records);
    }
    return figures(records);
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  private Figures figures(long records) throws IOException {
    long warm = (long) Math.min(WARM_RECORDS_MAX, WARM_SHARE_MAX * records);
    Sample from = samples.stream().filter(s -> s.read() >= warm).findFirst().orElseThrow();
    long counted = last().read() - from.read();
    if (counted <= 0) {
      throw new IOException(process.name() + " was too fast for so few records; give --seconds");
    }
    return new Figures(
        counted * 1e9 / (last().nanos() - from.nanos()),
        (last().cpuSeconds() - from.cpuSeconds()) * 1e6 / counted,
        ProcessFigures.peakMb(pid()));
  }

  private long pid() {
    return process.pid();
  }
}
