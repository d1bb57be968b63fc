// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engine alone, then the job from Kafka to Kafka. */
final class NormalizeBench implements Benchmark {

  /** More than the job is expected to do, so that it does not end before its time. */
  private static final int RECORDS_PER_SECOND = 150_000;

  private static final int WARM_RECORDS = 2_000_000;

  /** 25 million records of 368 bytes take some 3 GB as they are compressed. */
  private static final int RECORDS_MAX = 25_000_000;

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) throws Exception {
    List<Row> rows = new ArrayList<>(new EngineBench().run(plan, versions));
    try (BenchFolder folder = BenchFolder.make();
        Cluster cluster = Cluster.start(folder)) {
      int records = Math.min(RECORDS_MAX, WARM_RECORDS + plan.seconds() * RECORDS_PER_SECOND);
      rows.addAll(new KafkaBench(cluster, plan, records).run(versions));
    }
    return rows;
  }
}
