// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingTest {

  private static final Path DEPLOY =
      Path.of(System.getProperty("backbone.root", "..")).resolve("deploy");

  @TempDir Path folder;

  private Alerting alerting(Map<String, String> given) {
    UpSettings shape = new UpSettings();
    return new Alerting(
        UpSettings.read(Settings.load(shape, null, Map.of(), given)), DEPLOY, folder);
  }

  @Test
  void scrapesTheseParts_withTheShippedRelabelling() throws Exception {
    Path file =
        alerting(Map.of("backbone.port.base", "23000", "backbone.scrape.interval.ms", "2000"))
            .writePrometheus();

    assertThat(Files.readString(file))
        .contains("127.0.0.1:23007", "127.0.0.1:23010", "127.0.0.1:23012", "2000ms")
        .contains("honor_labels: true", "replacement: ''", "target_label: part")
        .doesNotContain("jobs:9464", "node-exporter", "connect:9467");
    assertThat(folder.resolve("rules/services.yml")).isNotEmptyFile();
  }

  @Test
  void tellsNobody_withoutCredentials() throws Exception {
    assertThat(Files.readString(alerting(Map.of()).writeAlertmanager()))
        .contains("nobody")
        .doesNotContain("slack");
  }

  @Test
  void tellsPeople_withCredentials() throws Exception {
    Path file =
        alerting(Map.of("backbone.alertmanager.credentials.dir", "/etc/credentials"))
            .writeAlertmanager();

    assertThat(Files.readString(file))
        .contains("/etc/credentials/slack-url", "/etc/credentials/smtp-password")
        .doesNotContain("/run/secrets");
    assertThat(folder.resolve("templates/telemetry.tmpl")).isNotEmptyFile();
  }
}
