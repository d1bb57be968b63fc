// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.bench.Row.Lost;
import backbone.launcher.bench.Row.Reference;
import backbone.schema.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What logging costs the thread that logs, with the broker up and while it is down. */
final class AppenderBench implements Benchmark {

  private static final String TOPIC = Catalogue.LOGS_RAW.name(Cluster.PREFIX);
  private static final int CALLS_PER_SECOND = 20_000;
  private static final double NANOS_MAX = 1_000;
  private static final double[] SHARES = {0.5, 0.99, 0.999};

  /** The trivial call: an array of about the size of an event, left where the next ones take it. */
  private static final int ARRAY_BYTES = 512;

  private static final int SLOTS = 4096;

  private final byte[][] ring = new byte[SLOTS][];

  private record Run(Calls.Both calls, long lost) {}

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) throws Exception {
    int count = plan.seconds() * CALLS_PER_SECOND;
    try (BenchFolder folder = BenchFolder.make();
        Cluster cluster = Cluster.start(folder)) {
      plan.progress().say("measuring Kafka's producer in the caller's thread");
      Run plain = run(new PlainAppending(TOPIC, cluster.client()), count);
      plan.progress().say("measuring the appender, broker up");
      Run up = run(new LoggerAppending(Cluster.PREFIX, cluster.bootstrap()), count);
      Appending appender = new LoggerAppending(Cluster.PREFIX, cluster.bootstrap());
      appender.log(0);
      cluster.stopBroker();
      plan.progress().say("measuring the appender, broker down");
      Run down = run(appender, count);
      return rows(plain, up, down);
    }
  }

  private Run run(Appending appending, int count) {
    Calls.Both calls;
    try (appending) {
      calls =
          Calls.timed(count, appending::log, n -> ring[n & (SLOTS - 1)] = new byte[ARRAY_BYTES]);
    }
    return new Run(calls, Calls.all(count) - appending.acknowledged());
  }

  private static List<Row> rows(Run plain, Run up, Run down) {
    List<Row> rows = new ArrayList<>();
    for (double share : SHARES) {
      String name = "appender of Log4j 2, caller's thread, broker up, p" + share * 100;
      Reference other = new Reference("plain producer", plain.calls().calls().within(share));
      Lost lost = share == SHARES[0] ? new Lost(up.lost(), plain.lost(), 0) : Lost.NONE;
      Bar bar = share == SHARES[0] ? Bar.atMost(NANOS_MAX) : Bar.NONE;
      rows.add(new Row(name, "ns", up.calls().calls().within(share), other, bar, lost));
    }
    rows.addAll(beside("broker up", up, Bar.NONE));
    rows.addAll(beside("broker down", down, Bar.atMost(NANOS_MAX)));
    return rows;
  }

  /** The trivial call met the same pauses of the machine and of the memory's collector. */
  private static List<Row> beside(String broker, Run run, Bar bar) {
    List<Row> rows = new ArrayList<>();
    for (double share : SHARES) {
      String name = "appender of Log4j 2, beside a trivial call, " + broker + ", p" + share * 100;
      Reference trivial = new Reference("array into a ring", run.calls().trivial().within(share));
      rows.add(Row.of(name, "ns", run.calls().calls().within(share), trivial, bar));
    }
    return rows;
  }
}
