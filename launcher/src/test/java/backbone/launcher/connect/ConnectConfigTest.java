// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.Settings;
import backbone.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectConfigTest {

  private static final String LOGS = "telemetry-elasticsearch-logs";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> lines =
      new ArrayList<>(
          List.of(
              "kafka.bootstrap.servers: kafka:9092",
              "connect.elasticsearch.hosts: [http://a:9200, http://b:9200]",
              "connect.registry.urls: http://registry:8081"));

  @Test
  void plansOneConnectorForEachTopic() throws IOException {
    ConnectConfig config = read();

    assertThat(config.connectors().keySet())
        .containsExactly(LOGS, "telemetry-elasticsearch-spans", "telemetry-elasticsearch-metrics");
    assertThat(config.connectors().get(LOGS))
        .containsEntry("elasticsearch.hosts", "http://a:9200,http://b:9200")
        .containsEntry("registry.url", "http://registry:8081")
        .containsEntry("consumer.override.isolation.level", "read_committed")
        .containsEntry("consumer.override.group.id", "telemetry-sink-elasticsearch-logs");
    assertThat(config.unwanted()).containsExactly("telemetry-jaeger");
  }

  @Test
  void addsJaeger_whenItHasAnEndpoint() throws IOException {
    lines.add("connect.jaeger.endpoint: jaeger:4317");
    lines.add("connect.jaeger.timeout.ms: 5000");

    ConnectConfig config = read();

    assertThat(config.connectors().get("telemetry-jaeger"))
        .containsEntry("jaeger.endpoint", "jaeger:4317")
        .containsEntry("jaeger.timeout.ms", "5000");
    assertThat(config.unwanted()).isEmpty();
  }

  @Test
  void givesOneConnectorWhatOthersHaveNot() throws IOException {
    lines.add("connect.tasks.max: 2");
    lines.add("connectors." + LOGS + ".tasks.max: 4");

    Map<String, Map<String, String>> connectors = read().connectors();

    assertThat(connectors.get(LOGS)).containsEntry("tasks.max", "4");
    assertThat(connectors.get("telemetry-elasticsearch-spans")).containsEntry("tasks.max", "2");
  }

  @Test
  void putsReferencesWhereSecretsWouldStand() throws IOException {
    environment.put("SINK_PASSWORD", "do-not-show-1");
    environment.put("CONNECT_REGISTRY_PASSWORD", "do-not-show-2");
    lines.add("connect.elasticsearch.user: sink");
    lines.add("connect.elasticsearch.password: ${env:SINK_PASSWORD}");
    lines.add("connect.registry.user: reader");

    ConnectConfig config = read();

    assertThat(config.connectors().get(LOGS))
        .containsEntry("elasticsearch.password", "${env:SINK_PASSWORD}")
        .containsEntry("registry.password", "${env:CONNECT_REGISTRY_PASSWORD}");
    assertThat(config.connectors().toString()).doesNotContain("do-not-show");
    assertThat(config.worker().all())
        .containsEntry("config.providers", "env")
        .containsEntry(
            "config.providers.env.param.allowlist.pattern",
            "\\QCONNECT_REGISTRY_PASSWORD\\E|\\QSINK_PASSWORD\\E");
    assertThat(config.toString() + config.worker()).doesNotContain("do-not-show");
  }

  @Test
  void takesASecretFromAFolder_withoutItsLineEnd() throws IOException {
    Files.writeString(folder.resolve("es"), "do-not-show\n");
    lines.add("connect.elasticsearch.user: sink");
    lines.add("connect.elasticsearch.password: ${directory:" + folder + ":es}");

    WorkerProperties worker = read().worker();

    assertThat(worker.all())
        .containsEntry("config.providers", "directory")
        .containsEntry("config.providers.directory.param.allowed.paths", folder.toString());
    SecretFolder provider = new SecretFolder();
    provider.configure(Map.of());
    assertThat(provider.get(folder.toString()).data()).containsEntry("es", "do-not-show");
    provider.close();
  }

  @Test
  void refusesASecretThatWouldBeRead_byAnyoneWhoReadsTheTopic() throws IOException {
    lines.add("connect.elasticsearch.user: sink");
    lines.add("connect.elasticsearch.password: do-not-show");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("connect.elasticsearch.password would stand in Connect's config topic")
        .doesNotContain("do-not-show");
  }

  @Test
  void givesKafkasSettingsToEveryClient() throws IOException {
    environment.put("KAFKA_SASL_JAAS_CONFIG", "do-not-show");

    Map<String, String> worker = read().worker().all();

    assertThat(List.of("", "consumer.", "producer.", "admin."))
        .allSatisfy(
            client -> assertThat(worker).containsEntry(client + "sasl.jaas.config", "do-not-show"));
    assertThat(worker)
        .containsEntry("consumer.isolation.level", "read_committed")
        .containsEntry("config.storage.topic", "telemetry-connect-configs")
        .containsEntry("status.storage.replication.factor", "-1");
  }

  @Test
  void listensOnLoopbackOnly_unlessAllowed() throws IOException {
    lines.add("connect.rest.address: 0.0.0.0:8083");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("connect.rest.address=0.0.0.0:8083 can be reached by others");

    lines.add("connect.rest.plaintext.allowed: true");
    assertThat(read().rest()).isEqualTo("http://127.0.0.1:8083");
  }

  @Test
  void namesAllProblemsTogether_inTermsOfItsOwnSettings() throws IOException {
    lines.set(1, "connect.elasticsearch.hosts: no-url");
    lines.add("connect.elasticsearch.usr: sink");
    lines.add("connectors." + LOGS + ".elasticsearch.writers: many");

    assertThat(problems())
        .anyMatch(p -> p.startsWith("connect.elasticsearch.hosts: elasticsearch.hosts=no-url is"))
        .anyMatch(p -> p.startsWith("connect.elasticsearch.usr is not a setting of"))
        .anyMatch(p -> p.startsWith("connectors." + LOGS + ".elasticsearch.writers: "));
  }

  @Test
  void refusesWhatHasItsOwnSetting_andConnectorsThatAreNone() throws IOException {
    lines.add("connect.worker.listeners: http://0.0.0.0:8083");
    lines.add("connectors.telemetry-jaeger.tasks.max: 2");

    assertThat(problems())
        .anyMatch(p -> p.startsWith("connect.worker.listeners cannot be set"))
        .anyMatch(p -> p.startsWith("connectors.telemetry-jaeger.tasks.max belongs to no conn"));
  }

  private List<String> problems() throws IOException {
    try {
      read();
    } catch (SettingsException e) {
      return e.problems();
    }
    throw new AssertionError("nothing was wrong");
  }

  private ConnectConfig read() throws IOException {
    Path file = folder.resolve("connect.yaml");
    Files.write(file, lines);
    Settings settings = Settings.load(new ConnectPart(), file, environment, Map.of());
    return ConnectConfig.read(settings, Duration.ofSeconds(8));
  }
}
