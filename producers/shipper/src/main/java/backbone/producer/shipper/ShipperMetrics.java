// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the shipper tells of its files, beside the counters that every part has. */
final class ShipperMetrics {

  private static final String PREFIX = "telemetry_shipper_";

  final Counter rotations;
  final Counter truncations;
  final Counter linesCut;
  final Counter skippedFiles;
  private final Gauge backlogBytes;
  private final Gauge oldestUnsentSeconds;
  private final Gauge files;
  private final Gauge openFiles;
  private final Gauge faultyFiles;

  ShipperMetrics(PrometheusRegistry registry) {
    rotations = counter("rotations", "Files whose place another one took.").register(registry);
    truncations = counter("truncations", "Files that were emptied.").register(registry);
    linesCut =
        counter("lines_cut", "Lines that were sent without their end, as they were too long.")
            .register(registry);
    skippedFiles =
        counter("skipped_files", "Files that match but are not read, by reason.")
            .labelNames("reason")
            .register(registry);
    backlogBytes =
        gauge("backlog_bytes", "Bytes in the followed files that Kafka has not acknowledged.")
            .register(registry);
    oldestUnsentSeconds =
        gauge("oldest_unsent_seconds", "Age of the oldest line that Kafka has not acknowledged.")
            .register(registry);
    files = gauge("files", "Files that are followed.").register(registry);
    openFiles = gauge("open_files", "Files that are held open.").register(registry);
    faultyFiles =
        gauge("faulty_files", "Files that cannot be read or remembered now.").register(registry);
  }

  void turned(Watch.Backlog now, long nowMs) {
    double age = now.oldestUnsentMs() < 0 ? 0 : (nowMs - now.oldestUnsentMs()) / 1000.0;
    backlogBytes.set((double) now.bytes());
    oldestUnsentSeconds.set(Math.max(0, age));
    files.set(now.files());
    openFiles.set(now.openFiles());
    faultyFiles.set(now.faults());
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name(PREFIX + name + "_total").help(help);
  }

  private static Gauge.Builder gauge(String name, String help) {
    return Gauge.builder().name(PREFIX + name).help(help);
  }
}
