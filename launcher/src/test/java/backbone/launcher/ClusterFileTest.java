// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {

  @TempDir private Path folder;

  @Test
  void takesClusterPrefixAndRegistry_fromTheFileOfAPart() throws IOException {
    ClusterFile file =
        read(
            """
            kafka.bootstrap.servers: ${env:BROKERS}
            jobs.topics.prefix: other
            jobs.registry.urls: http://registry:8081
            """,
            Map.of("BROKERS", "kafka:9092", "KAFKA_SECURITY_PROTOCOL", "SSL"));

    assertThat(file.kafka())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("security.protocol", "SSL");
    assertThat(file.prefix()).contains("other");
    assertThat(file.registry().orElseThrow().urls())
        .containsExactly(URI.create("http://registry:8081"));
  }

  @Test
  void hasNoRegistry_whenThePartHasNone() throws IOException {
    ClusterFile file = read("gateway.env: prod\n", Map.of());

    assertThat(file.registry()).isEmpty();
    assertThat(file.prefix()).contains("telemetry");
  }

  @Test
  void namesWhatThePartWouldName() {
    assertThatThrownBy(() -> read("gateway.envv: prod\n", Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gateway.envv is not a setting of gateway");
  }

  @Test
  void refusesTheFileOfNoPart() {
    assertThatThrownBy(() -> read("kafka.bootstrap.servers: kafka:9092\n", Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds the settings of no part");
  }

  private ClusterFile read(String yaml, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(file, yaml);
    return ClusterFile.read(file, environment);
  }
}
