// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.UpSettings.Up;
import backbone.service.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpSettingsTest {

  @Test
  void areTheEmbeddedOnes_whenNothingIsGiven() {
    Up up = up(Map.of());

    assertThat(up.data()).isEqualTo(Path.of(".backbone").toAbsolutePath());
    assertThat(up.demo()).isTrue();
    assertThat(up.logs()).isEmpty();
    assertThat(up.diskBytes()).isEqualTo(10_000_000_000L);
    assertThat(up.kafka()).isEqualTo("127.0.0.1:9092");
    assertThat(up.elasticsearchUrl()).isEqualTo("http://127.0.0.1:9200");
    assertThat(up.registryUrl()).isEqualTo("http://127.0.0.1:8081/apis/ccompat/v7");
  }

  @Test
  void takeTheServersThatAreGiven() {
    Up up =
        up(
            Map.of(
                UpSettings.BOOTSTRAP_CONFIG, "kafka:9092",
                UpSettings.ELASTICSEARCH_CONFIG, "http://elasticsearch:9200",
                UpSettings.REGISTRY_CONFIG, "http://registry:8081"));

    assertThat(up.kafka()).isEqualTo("kafka:9092");
    assertThat(up.elasticsearchUrl()).isEqualTo("http://elasticsearch:9200");
    assertThat(up.registryUrl()).isEqualTo("http://registry:8081");
  }

  @Test
  void keepGlobsWithBracesWhole() {
    assertThat(up(Map.of(UpSettings.LOGS_CONFIG, "/a/{x,y{1,2}}.log,/b/*.log,/c/{z")).logs())
        .containsExactly("/a/{x,y{1,2}}.log", "/b/*.log", "/c/{z");
  }

  private static Up up(Map<String, String> flags) {
    return UpSettings.read(Settings.load(new UpSettings(), null, Map.of(), flags));
  }
}
