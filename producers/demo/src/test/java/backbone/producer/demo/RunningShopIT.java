// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static backbone.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Health;
import backbone.service.Part;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop on the real clock, with its thread and its files. */
final class RunningShopIT {

  @TempDir private Path folder;

  @Test
  void followsTheSwitchAndEnds_whenRunning() throws Exception {
    Path logs = folder.resolve("logs");
    Path fault = folder.resolve("fault.json");
    Part part = shop(new DemoSettings(logs, fault, 100, 0));
    try (part) {
      part.start();
      await("a line in each file", () -> allHaveLines(logs));
      await("health", () -> part.health().state() == Health.State.HEALTHY);

      FaultSwitch.on(fault, Fault.CPU_BURN, Duration.ofMinutes(1));
      await("the fault", () -> "cpu-burn".equals(part.health().facts().get("fault")));
      assertThat(burning()).isTrue();

      FaultSwitch.off(fault);
      await("the fault's end", () -> "none".equals(part.health().facts().get("fault")));
      await("the fire's end", () -> !burning());
    }
    part.close();

    for (ShopFile file : ShopFile.values()) {
      assertThat(Files.readString(logs.resolve(file.fileName()))).endsWith("\n");
    }
  }

  @Test
  void refusesToStart_whenFolderCannotBeMade() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));

    try (Part part = shop(new DemoSettings(taken, folder.resolve("fault.json"), 8, 1))) {
      assertThatThrownBy(part::start).hasMessageStartingWith("demo.logs.dir=" + taken);
    }
  }

  private static Part shop(DemoSettings settings) {
    return new RunningShop(settings, new PrometheusRegistry());
  }

  private static boolean allHaveLines(Path logs) throws IOException {
    for (ShopFile file : ShopFile.values()) {
      Path path = logs.resolve(file.fileName());
      if (!Files.exists(path) || Files.size(path) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean burning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("pricing-1"));
  }
}
