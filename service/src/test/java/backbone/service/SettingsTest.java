// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import backbone.service.Settings.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final String POLL = "mill.poll.interval.ms";

  @TempDir private Path folder;

  @Test
  void takesFlagThenEnvironmentThenFileThenDefault() throws IOException {
    Path file = yaml("mill: {dir: /grain, poll: {interval: {ms: 20}}}");
    Map<String, String> environment = Map.of("MILL_POLL_INTERVAL_MS", "30");
    Map<String, String> flags = Map.of(POLL, "40");

    assertThat(load(null, Map.of("MILL_DIR", "/grain"), Map.of()).millis(POLL))
        .isEqualTo(Duration.ofMillis(10));
    assertThat(load(file, Map.of(), Map.of()).millis(POLL)).isEqualTo(Duration.ofMillis(20));
    assertThat(load(file, environment, Map.of()).millis(POLL)).isEqualTo(Duration.ofMillis(30));
    assertThat(load(file, environment, flags).millis(POLL)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void tellsWhereEachValueComesFrom() throws IOException {
    Settings settings =
        load(
            yaml("mill.dir: /grain"),
            Map.of("MILL_SIEVES", "fine"),
            Map.of("kafka.client.id", "mill-1"));

    assertThat(settings.entries())
        .extracting(Settings.Entry::key, Settings.Entry::value, Settings.Entry::origin)
        .containsExactly(
            tuple("mill.dir", "/grain", Origin.FILE),
            tuple("mill.password", "[hidden]", Origin.DEFAULT),
            tuple(POLL, "10", Origin.DEFAULT),
            tuple("mill.sieves", "[fine]", Origin.ENVIRONMENT),
            tuple("kafka.client.id", "mill-1", Origin.FLAG));
  }

  @Test
  void reportsEveryProblemAtOnce_whenSeveralAreThere() throws IOException {
    Path file = yaml("mill: {dri: /grain, poll: {interval: {ms: soon}}}");

    assertThatThrownBy(() -> load(file, Map.of(), Map.of("mill.stones", "2")))
        .asInstanceOf(type(SettingsException.class))
        .extracting(SettingsException::problems)
        .isEqualTo(
            List.of(
                "mill.dri is not a setting of mill (file). Remove it or mend its spelling;"
                    + " `./backbone config mill` lists all.",
                "mill.stones is not a setting of mill (flag). Remove it or mend its spelling;"
                    + " `./backbone config mill` lists all.",
                "mill.dir is not set and has no default. Folder of the grain.",
                "Invalid value soon for configuration mill.poll.interval.ms: Not a number of type"
                    + " LONG. How long to wait between looks, in milliseconds."));
  }

  @Test
  void reportsTheBound_whenAValueIsOutsideOfIt() throws IOException {
    Path file = yaml("mill.dir: /grain\nmill.poll.interval.ms: 0");

    assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
        .hasMessage(
            "Invalid value 0 for configuration mill.poll.interval.ms: Value must be at least 1."
                + " How long to wait between looks, in milliseconds.");
  }

  @Test
  void foldsYamlListsOfDeclaredKeys() throws IOException {
    Path file = yaml("mill:\n  dir: /grain\n  sieves:\n  - coarse\n  - fine\n");

    assertThat(load(file, Map.of(), Map.of()).list("mill.sieves"))
        .containsExactly("coarse", "fine");
  }

  @Test
  void prefersTheEnvironment_whenTheFileHasAList() throws IOException {
    Path file = yaml("mill:\n  dir: /grain\n  sieves: [coarse, fine]\n");

    assertThat(load(file, Map.of("MILL_SIEVES", "none"), Map.of()).list("mill.sieves"))
        .containsExactly("none");
  }

  @Test
  void keepsListsOfOpenKeysByIndex() throws IOException {
    Path file = yaml("mill:\n  dir: /grain\n  inputs:\n  - paths: [/a, /b]\n    zone: UTC\n");

    assertThat(load(file, Map.of(), Map.of()).withPrefix("mill.inputs."))
        .isEqualTo(Map.of("0.paths.0", "/a", "0.paths.1", "/b", "0.zone", "UTC"));
  }

  @Test
  void passesKafkaSettingsOnWithoutTheirPrefix() throws IOException {
    Path file = yaml("mill.dir: /grain\nkafka: {bootstrap.servers: 'broker:9092', acks: all}");

    assertThat(load(file, Map.of(), Map.of()).kafka())
        .isEqualTo(Map.of("bootstrap.servers", "broker:9092", "acks", "all"));
  }

  @Test
  void readsSecretsButNeverShowsThem() throws IOException {
    Path file =
        yaml(
            "mill: {dir: /grain, password: hush}\n"
                + "kafka: {sasl.jaas.config: hush, ssl.key.password: hush}");

    Settings settings = load(file, Map.of(), Map.of());

    assertThat(settings.string("mill.password")).isEqualTo("hush");
    assertThat(settings.entries().toString()).contains("mill.password").doesNotContain("hush");
  }

  private Settings load(Path file, Map<String, String> environment, Map<String, String> flags) {
    return Settings.load(new Mill(), file, environment, flags);
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("mill.yaml"), text);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  /** A part that has one setting of each kind. */
  private static final class Mill implements SettingsShape {

    @Override
    public String name() {
      return "mill";
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef()
          .define("mill.dir", ConfigDef.Type.STRING, Importance.HIGH, "Folder of the grain.")
          .define(
              POLL,
              ConfigDef.Type.LONG,
              10L,
              ConfigDef.Range.atLeast(1),
              Importance.LOW,
              "How long to wait between looks, in milliseconds.")
          .define("mill.password", ConfigDef.Type.PASSWORD, "", Importance.LOW, "Opens the door.")
          .define("mill.sieves", ConfigDef.Type.LIST, List.of(), Importance.LOW, "Sieves to use.");
    }

    @Override
    public Set<String> prefixes() {
      return Set.of("kafka.", "mill.inputs.");
    }
  }
}
