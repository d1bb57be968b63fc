// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.bench.Row.Reference;
import backbone.launcher.bench.TopicWatch.Figures;
import backbone.schema.Catalogue;
import backbone.servers.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;

/**
 * The shipper behind a file that is written all the time and rotated every two seconds, then one
 * that is truncated, beside a loop that reads the same files at leisure.
 */
final class ShipperBench implements Benchmark {

  private static final String TOPIC = Catalogue.LOGS_RAW.name(Cluster.PREFIX);
  private static final String LOOP_TOPIC = "read-loop";
  private static final String CUT = "cut.log";
  private static final int CUT_LINES = 20_000;
  private static final int CUTS = 3;
  private static final int PER_SECOND = 200_000;

  /** A gigabyte of lines. */
  private static final int LINES_MAX = 4_000_000;

  private static final int LINES_PER_SECOND = 60_000;
  private static final double PER_SECOND_MIN = 50_000;
  private static final Duration MORE = Duration.ofSeconds(30);

  private record Side(Figures figures, Output output) {}

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) throws Exception {
    plan.progress()
        .say("the Collector is not compared: not every build of it has the filelog receiver");
    try (BenchFolder folder = BenchFolder.make();
        Cluster cluster = Cluster.start(folder)) {
      Path logs = Files.createDirectories(folder.path().resolve("logs"));
      int lines = Math.min(LINES_MAX, plan.seconds() * LINES_PER_SECOND);
      Side ours = ours(cluster, new LogWriter(logs), lines, plan);
      Files.delete(logs.resolve(CUT));
      return rows(ours, loop(cluster, logs, lines, plan), lines);
    }
  }

  private static List<Row> rows(Side ours, Side loop, int lines) {
    Reference speed = new Reference("read-and-send", loop.figures().perSecond());
    Reference cpu = new Reference("read-and-send", loop.figures().cpuMicros());
    Row.Lost lost =
        new Row.Lost(
            lines + CUTS * CUT_LINES - ours.output().found(),
            lines - loop.output().found(),
            ours.output().doubled());
    return List.of(
        new Row(
            "shipper, rotation every 2 s, truncation",
            "lines/s",
            ours.figures().perSecond(),
            speed,
            Bar.atLeast(PER_SECOND_MIN),
            lost),
        Row.of("shipper, cpu of the process", "us/line", ours.figures().cpuMicros(), cpu, Bar.NONE),
        Row.of(
            "shipper, by its own cpu time, one core",
            "lines/s",
            1e6 / ours.figures().cpuMicros(),
            new Reference("read-and-send", 1e6 / loop.figures().cpuMicros()),
            Bar.atLeast(PER_SECOND_MIN)));
  }

  private static Side ours(Cluster cluster, LogWriter writer, int lines, Plan plan)
      throws Exception {
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("kafka.bootstrap.servers", cluster.bootstrap());
    s.put("shipper.state.dir", cluster.folder().path().resolve("shipper").toString());
    s.put(
        "shipper.inputs",
        List.of(Map.of("paths", List.of(cluster.folder().path() + "/logs/*.log*"))));
    plan.progress().say("measuring the shipper");
    try (ServerProcess shipper = new Runner(cluster.folder()).part("shipper", s);
        Admin admin = cluster.admin()) {
      TopicWatch watch = new TopicWatch(admin, shipper, TOPIC);
      FutureTask<Void> writing =
          background(
              () -> {
                writer.writeTo(lines, PER_SECOND, plan.progress());
                return null;
              });
      Duration limit = MORE.plusSeconds(2L * plan.seconds());
      Figures figures = watch.follow(lines, limit, plan.progress());
      writing.get();
      for (int cut = 0; cut < CUTS; cut++) {
        writer.append(CUT, CUT_LINES);
        watch.follow(writer.written(), MORE, plan.progress());
        writer.truncate(CUT);
      }
      return new Side(figures, Output.of(cluster, TOPIC, writer.written(), plan.progress()));
    }
  }

  private static FutureTask<Void> background(Callable<Void> work) {
    FutureTask<Void> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "log-writer");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static Side loop(Cluster cluster, Path logs, int lines, Plan plan) throws Exception {
    cluster.create(LOOP_TOPIC);
    plan.progress().say("measuring a loop that reads and sends");
    try (ServerProcess loop =
            new Runner(cluster.folder())
                .java(
                    "read-loop",
                    ReadLoop.class.getName(),
                    cluster.bootstrap(),
                    LOOP_TOPIC,
                    logs.toString());
        Admin admin = cluster.admin()) {
      Figures figures =
          new TopicWatch(admin, loop, LOOP_TOPIC).follow(lines, MORE, plan.progress());
      return new Side(figures, Output.of(cluster, LOOP_TOPIC, lines, plan.progress()));
    }
  }
}
