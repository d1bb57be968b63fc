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

  private record Run(Calls calls, long lost) {}

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

  private static Run run(Appending appending, int count) {
    Calls calls;
    try (appending) {
      calls = Calls.timed(count, appending::log);
    }
    return new Run(calls, Calls.all(count) - appending.acknowledged());
  }

  private static List<Row> rows(Run plain, Run up, Run down) {
    List<Row> rows = new ArrayList<>();
    for (double share : SHARES) {
      String name = "appender of Log4j 2, caller's thread, broker up, p" + share * 100;
      Reference other = new Reference("plain producer", plain.calls().within(share));
      Lost lost = share == SHARES[0] ? new Lost(up.lost(), plain.lost(), 0) : Lost.NONE;
      Bar bar = share == SHARES[0] ? Bar.atMost(NANOS_MAX) : Bar.NONE;
      rows.add(new Row(name, "ns", up.calls().within(share), other, bar, lost));
    }
    for (double share : SHARES) {
      String name = "appender of Log4j 2, caller's thread, broker down, p" + share * 100;
      rows.add(Row.of(name, "ns", down.calls().within(share), null, Bar.atMost(NANOS_MAX)));
    }
    return rows;
  }
}
