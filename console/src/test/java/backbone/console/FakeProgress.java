// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Progress;
import backbone.service.Progress.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A pipeline that is always the same time behind, without Jaeger. */
final class FakeProgress implements ProgressSource {

  private static final List<String> UP_TO_DATE =
      List.of(
          "normalize-logs",
          "elasticsearch-sink-logs",
          "normalize-spans",
          "sample-traces",
          "elasticsearch-sink-spans",
          "elasticsearch-sink-metrics");

  private final Duration lag;

  FakeProgress(Duration lag) {
    this.lag = lag;
  }

  @Override
  public Progress read() {
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage("shipper", "ok", 0, 0, "Every byte of the files is in Kafka."));
    for (String name : UP_TO_DATE) {
      stages.add(new Stage(name, "ok", 0, 0, "Nothing waits."));
    }
    stages.add(new Stage("derive-metrics", "behind", 4120, 3.2, "Records wait in spans."));
    return new Progress(Instant.now().minus(lag), false, stages);
  }

  @Override
  public void close() {}
}
