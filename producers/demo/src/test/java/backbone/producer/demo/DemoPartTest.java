// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Health;
import backbone.service.Part;
import backbone.service.Settings;
import backbone.service.SettingsException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoPartTest {

  @TempDir private Path folder;

  @Test
  void takesDefaults_whenOnlyPathsAreGiven() {
    assertThat(DemoSettings.of(settings(Map.of())))
        .isEqualTo(
            new DemoSettings(
                folder,
                folder.resolve("fault.json"),
                8,
                0,
                "",
                "",
                Map.of(
                    "auth-service", "identity",
                    "payment-service", "payments",
                    "order-service", "commerce",
                    "inventory-service", "commerce"),
                "telemetry",
                Map.of()));
  }

  @Test
  void refusesRate_whenOutOfRange() {
    assertThatThrownBy(() -> settings(Map.of("demo.requests.per.second", "0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("demo.requests.per.second");
  }

  @Test
  void saysHowToWriteIt_whenTeamIsNoPair() {
    assertThatThrownBy(() -> DemoSettings.of(settings(Map.of("demo.teams", "auth-service"))))
        .hasMessage(
            "demo.teams holds auth-service, which is no pair. Write service=team, such as"
                + " auth-service=identity.");
  }

  @Test
  void doesNothingBeforeStart_whenCreated() {
    try (Part part = new DemoPart().create(settings(Map.of()), new PrometheusRegistry())) {
      assertThat(part.health().state()).isEqualTo(Health.State.STARTING);
      assertThat(folder.toFile().list()).isEmpty();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void burnsOnlyWhileTold_whenSwitched() {
    try (CpuBurner burner = new CpuBurner()) {
      burner.burn(true);
      burner.burn(true);
      assertThat(burner.burning()).isTrue();
      burner.burn(false);
      assertThat(burner.burning()).isFalse();
    }
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> flags = new java.util.HashMap<>(more);
    flags.put("demo.logs.dir", folder.toString());
    flags.put("demo.fault.file", folder.resolve("fault.json").toString());
    return Settings.load(new DemoPart(), null, Map.of(), flags);
  }
}
