// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrittenTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "connect.elasticsearch.hosts", "http://es-1:9200,http://es-2:9200",
          "connect.registry.urls", "http://registry:8081",
          "kafka.bootstrap.servers", "kafka:9092");

  @Test
  void keepsListsAsTheyWereGiven_whenTheyReferToNothing() {
    List<String> problems = new ArrayList<>();
    Settings settings = Settings.load(new ConnectPart(), null, Map.of(), LEAST);

    Map<String, String> written = new Written(settings, problems).below("connect.elasticsearch.");

    assertThat(written).containsEntry("hosts", "http://es-1:9200,http://es-2:9200");
    assertThat(problems).isEmpty();
  }
}
