// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.bench.FlowWatch.Figures;
import backbone.launcher.bench.Row.Reference;
import backbone.schema.Catalogue;
import backbone.servers.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * normalize-logs from Kafka to Kafka, exactly once, beside a plain copy and the Collector, one
 * after the other over the same records.
 */
final class KafkaBench {

  private static final String IN = Catalogue.LOGS_RAW.name(Cluster.PREFIX);
  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  /** What one of them did. */
  private record Side(Figures figures, Output output) {}

  private final Cluster cluster;
  private final Plan plan;
  private final int records;
  private final Runner runner;

  KafkaBench(Cluster cluster, Plan plan, int records) {
    this.cluster = cluster;
    this.plan = plan;
    this.records = records;
    this.runner = new Runner(cluster.folder());
  }

  List<Row> run(Map<String, String> versions) throws Exception {
    plan.progress()
        .say(String.format("writing %,d records of %d bytes", records, Lines.JSON.bytes()));
    Loader.fill(cluster, Loader.lines(IN), records, plan.progress());
    Side copy = copy();
    Side ours = ours();
    Optional<Path> program = plan.peer();
    Side collector = program.isEmpty() ? null : collector(program.get());
    if (program.isPresent()) {
      versions.put("collector", CollectorPeer.version(program.get()));
    } else {
      plan.progress().say("no otelcol on the PATH or in BACKBONE_PEERS: give --collector PATH");
    }
    return rows(ours, copy, collector);
  }

  private List<Row> rows(Side ours, Side copy, Side collector) {
    List<Row> rows = new ArrayList<>();
    Figures own = ours.figures();
    if (collector != null) {
      Figures other = collector.figures();
      var lost = ours.output().lost(records, collector.output());
      rows.add(
          new Row(
              "kafka to kafka, exactly once",
              "records/s",
              own.perSecond(),
              new Reference("collector", other.perSecond()),
              Bar.ratioAtLeast(3),
              lost));
      rows.add(
          Row.of(
              "kafka to kafka, cpu of the process",
              "us/record",
              own.cpuMicros(),
              new Reference("collector", other.cpuMicros()),
              Bar.ratioAtMost(0.45)));
      rows.add(
          Row.of(
              "kafka to kafka, peak memory",
              "MB",
              own.peakMb(),
              new Reference("collector", other.peakMb()),
              Bar.NONE));
    }
    rows.add(
        new Row(
            "kafka to kafka, exactly once",
            "records/s",
            own.perSecond(),
            new Reference("plain copy", copy.figures().perSecond()),
            Bar.ratioAtLeast(0.4),
            ours.output().lost(records, copy.output())));
    rows.add(
        Row.of(
            "kafka to kafka, cpu of the process",
            "us/record",
            own.cpuMicros(),
            new Reference("plain copy", copy.figures().cpuMicros()),
            Bar.NONE));
    return rows;
  }

  private Side ours() throws Exception {
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("kafka.bootstrap.servers", cluster.bootstrap());
    s.put("jobs.only", List.of("normalize-logs"));
    s.put("jobs.registry.urls", cluster.registryUrl());
    s.put("jobs.state.dir", cluster.folder().path().resolve("jobs").toString());
    s.put("jobs.threads.count", threads());
    Flow flow =
        new Flow(
            Cluster.PREFIX + "-normalize-logs", IN, Catalogue.LOGS_NORMALIZED.name(Cluster.PREFIX));
    return watch(runner.part("jobs", s), flow);
  }

  /** As many as can run, and have a partition each. */
  private static int threads() {
    return Math.min(Runtime.getRuntime().availableProcessors(), Catalogue.PARTITIONS_DEFAULT);
  }

  private Side copy() throws Exception {
    Flow flow = new Flow("plain-copy", IN, "plain-copy");
    cluster.create(flow.out());
    return watch(
        runner.java(
            "copy",
            CopyLoop.class.getName(),
            cluster.bootstrap(),
            flow.group(),
            flow.in(),
            flow.out()),
        flow);
  }

  private Side collector(Path program) throws Exception {
    Flow flow = new Flow(CollectorPeer.GROUP, IN, "collector-out");
    cluster.create(flow.out());
    return watch(CollectorPeer.start(program, CollectorPeer.logs(cluster, flow), runner), flow);
  }

  private Side watch(ServerProcess process, Flow flow) throws Exception {
    plan.progress().say("measuring " + process.name());
    Figures figures;
    Output output;
    try (Admin admin = cluster.admin()) {
      figures = new FlowWatch(admin, process, flow, plan.progress()).follow(records, RUN_MAX);
      output = Output.of(cluster, flow.out(), records, plan.progress());
      admin.deleteTopics(List.of(flow.out())).all().get();
    } finally {
      process.close();
    }
    plan.progress()
        .say(
            String.format(
                "%s: %,.0f records/s, %.2f us CPU, %.0f MB, %s",
                process.name(),
                figures.perSecond(),
                figures.cpuMicros(),
                figures.peakMb(),
                output));
    return new Side(figures, output);
  }
}
