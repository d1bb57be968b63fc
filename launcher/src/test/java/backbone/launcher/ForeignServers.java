// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when Kafka, registry and Elasticsearch are somebody else's, whoever runs them. */
abstract class ForeignServers {

  private static final int LINES = 500;

  /** Where the servers are. */
  record Addresses(String bootstrap, String registry, String elasticsearch) {}

  abstract Addresses addresses();

  abstract int portBase();

  @Test
  void findsEachLineOnce_onServersOfOthers(@TempDir Path folder) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(
        logs.resolve("app.log"),
        IntStream.range(0, LINES)
            .mapToObj(i -> "2026-03-01 14:05:09.123 [main] INFO  a.B - foreign " + i + "\n")
            .collect(Collectors.joining()));
    Addresses servers = addresses();
    try (Embedded backbone =
        new Embedded(folder.resolve("data"), portBase(), servers.elasticsearch())) {
      backbone.up(
          "--no-demo",
          "--logs",
          logs + "/*.log",
          "--bootstrap",
          servers.bootstrap(),
          "--registry",
          servers.registry(),
          "--elasticsearch",
          servers.elasticsearch());
      backbone.awaitCaughtUp();
      assertThat(backbone.messages("app.log")).hasSize(LINES);
      assertThat(backbone.documents()).isEqualTo(LINES);
      assertThat(backbone.state().parts())
          .extracting("name")
          .doesNotContain("kafka", "registry", "elasticsearch");
    }
  }
}
