// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.bench.FlowWatch.Figures;
import backbone.launcher.bench.Row.Lost;
import backbone.launcher.bench.Row.Reference;
import backbone.launcher.bench.ScrapedFlow.Seen;
import backbone.schema.Catalogue;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * derive-metrics over spans, beside the Collector's span_metrics over the same records, one after
 * the other; then a scrape each second while it goes on.
 */
final class MetricsBench implements Benchmark {

  private static final String IN = Catalogue.SPANS_NORMALIZED.name(Cluster.PREFIX);

  /** More than the job is expected to do, so that it does not end before its time. */
  private static final int RECORDS_PER_SECOND = 200_000;

  private static final int WARM_RECORDS = 2_000_000;
  private static final int RECORDS_MAX = 15_000_000;

  /** Enough for several scrapes. */
  private static final int SCRAPED_RECORDS = 2_000_000;

  private static final double RATIO_MIN = 2;
  private static final double SCRAPE_SECONDS_MAX = 1;
  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  /** A new series is shown as 0 for half a minute, and the Collector tells every 15 s. */
  private static final Duration SHOWN_MAX = Duration.ofMinutes(2);

  /** What one of them did: spans that its metrics show. */
  private record Side(Figures figures, Scrape last) {}

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) throws Exception {
    int records = Math.min(RECORDS_MAX, WARM_RECORDS + plan.seconds() * RECORDS_PER_SECOND);
    try (BenchFolder folder = BenchFolder.make();
        Cluster cluster = Cluster.start(folder)) {
      TraceRecords traces = new TraceRecords(IN, System.currentTimeMillis());
      plan.progress().say(String.format("writing %,d records of 3 spans", records));
      Loader.fill(cluster, traces::record, records, plan.progress());
      return new Run(cluster, plan, traces, records).rows(versions);
    }
  }

  /** One run over a topic that is filled. */
  private static final class Run {

    private final Cluster cluster;
    private final Plan plan;
    private final TraceRecords traces;
    private final int records;
    private final Runner runner;
    private final List<Row> rows = new ArrayList<>();

    Run(Cluster cluster, Plan plan, TraceRecords traces, int records) {
      this.cluster = cluster;
      this.plan = plan;
      this.traces = traces;
      this.records = records;
      this.runner = new Runner(cluster.folder());
    }

    List<Row> rows(Map<String, String> versions) throws Exception {
      Optional<Path> program = plan.peer();
      Side theirs = program.isEmpty() ? null : collector(program.get());
      if (program.isPresent()) {
        versions.put("collector", CollectorPeer.version(program.get()));
      } else {
        plan.progress().say("no otelcol on the PATH or in BACKBONE_PEERS: give --collector PATH");
      }
      ours(theirs);
      return rows;
    }

    private Side collector(Path program) throws Exception {
      int port = Cluster.freePort();
      Flow flow = new Flow(CollectorPeer.GROUP, IN, "");
      String yaml = CollectorPeer.spanMetrics(cluster, flow, port);
      try (ServerProcess process = CollectorPeer.start(program, yaml, runner)) {
        return watch(process, flow, port);
      }
    }

    private void ours(Side theirs) throws Exception {
      int port = Cluster.freePort();
      Map<String, Object> s = new LinkedHashMap<>();
      s.put("kafka.bootstrap.servers", cluster.bootstrap());
      s.put("jobs.only", List.of("derive-metrics"));
      s.put("jobs.registry.urls", cluster.registryUrl());
      s.put("jobs.state.dir", cluster.folder().path().resolve("jobs").toString());
      s.put("jobs.metrics.address", "127.0.0.1:" + port);
      s.put(
          "jobs.threads.count",
          Math.min(Runtime.getRuntime().availableProcessors(), Catalogue.PARTITIONS_DEFAULT));
      Flow flow = new Flow(Cluster.PREFIX + "-derive-metrics", IN, "");
      try (ServerProcess process = runner.part("jobs", s)) {
        Side ours = watch(process, flow, port);
        compare(ours, theirs);
        scraped(flow, port);
      }
    }

    private Side watch(ServerProcess process, Flow flow, int port) throws Exception {
      plan.progress().say("measuring " + process.name());
      try (Admin admin = cluster.admin()) {
        Figures figures =
            new FlowWatch(admin, process, flow, plan.progress()).follow(records, RUN_MAX);
        Scrape last = shown(port);
        plan.progress()
            .say(
                String.format(
                    "%s: %,.0f spans/s, %.2f us CPU, %.0f MB, %,.0f of %,d spans in %,d series",
                    process.name(),
                    spans(figures.perSecond()),
                    figures.cpuMicros() / TraceRecords.SPANS_PER_RECORD,
                    figures.peakMb(),
                    last.calls(),
                    (long) spans(records),
                    last.series()));
        return new Side(figures, last);
      }
    }

    /** What is shown when all is, or when time is over. */
    private Scrape shown(int port) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + SHOWN_MAX.toNanos();
      Scrape last = Scrape.of(port);
      while (last.calls() < spans(records) && System.nanoTime() < deadline) {
        Thread.sleep(1_000);
        last = Scrape.of(port);
      }
      return last;
    }

    private void compare(Side ours, Side theirs) {
      Lost lost =
          new Lost(
              Math.max(0, missing(ours)),
              theirs == null ? -1 : missing(theirs),
              Math.max(0, -missing(ours)));
      rows.add(
          new Row(
              "metrics from spans",
              "spans/s",
              spans(ours.figures().perSecond()),
              theirs == null
                  ? null
                  : new Reference("span_metrics", spans(theirs.figures().perSecond())),
              Bar.ratioAtLeast(RATIO_MIN),
              lost));
      if (theirs != null) {
        rows.add(
            Row.of(
                "metrics from spans, cpu of the process",
                "us/span",
                ours.figures().cpuMicros() / TraceRecords.SPANS_PER_RECORD,
                new Reference(
                    "span_metrics", theirs.figures().cpuMicros() / TraceRecords.SPANS_PER_RECORD),
                Bar.NONE));
        rows.add(
            Row.of(
                "metrics from spans, peak memory",
                "MB",
                ours.figures().peakMb(),
                new Reference("span_metrics", theirs.figures().peakMb()),
                Bar.NONE));
      }
    }

    private long missing(Side side) {
      return (long) (spans(records) - side.last().calls());
    }

    /** More records, scraped each second. */
    private void scraped(Flow flow, int port) throws Exception {
      plan.progress().say("writing more, to be scraped each second meanwhile");
      try (Admin admin = cluster.admin()) {
        Seen seen =
            new ScrapedFlow(admin, flow, port)
                .follow(
                    (long) records + SCRAPED_RECORDS,
                    RUN_MAX,
                    () -> {
                      Loader.fill(cluster, traces::record, SCRAPED_RECORDS, plan.progress());
                      return null;
                    });
        rows.add(
            Row.of(
                String.format("slowest of %d scrapes of %,d series", seen.scrapes(), seen.series()),
                "s",
                seen.slowestSeconds(),
                null,
                Bar.atMost(SCRAPE_SECONDS_MAX)));
        rows.add(
            Row.of(
                "longest time without a commit while scraped",
                "s",
                seen.standSeconds(),
                null,
                Bar.atMost(SCRAPE_SECONDS_MAX)));
      }
    }

    private static double spans(double records) {
      return records * TraceRecords.SPANS_PER_RECORD;
    }
  }
}
