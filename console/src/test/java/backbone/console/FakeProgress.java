// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Progress;
import backbone.service.Progress.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A pipeline that is always the same time behind. */
final class FakeProgress implements ProgressSource {

  private final Duration lag;

  FakeProgress(Duration lag) {
    this.lag = lag;
  }

  @Override
  public Progress read() {
    return new Progress(
        Instant.now().minus(lag),
        true,
        List.of(
            new Stage("shipper", "ok", 0, 0, "Every byte of the files is in Kafka."),
            new Stage("normalize-logs", "ok", 0, 0, "Nothing waits."),
            new Stage("elasticsearch-sink", "ok", 0, 0, "Nothing waits.")));
  }

  @Override
  public void close() {}
}
