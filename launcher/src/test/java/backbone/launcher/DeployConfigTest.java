// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.service.SettingsException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of deploy/config against the real settings of their parts. */
class DeployConfigTest {

  private static final Path FOLDER = Command.ROOT.resolve("deploy/config");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Z_]+)}");
  private static final Pattern COMMENTED = Pattern.compile("(?m)^# ([a-z]+(?:\\.[a-z]+)+):");
  private static final Pattern VARIABLE =
      Pattern.compile("\\b((?:SHIPPER|GATEWAY|JOBS|CONNECT|CONSOLE|KAFKA)_[A-Z_]+)=");

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"),
          Map.entry("KAFKA_SASL_JAAS_CONFIG", "some.Module required password=\"kafka-secret\";"),
          Map.entry("REGISTRY_URL", "http://registry:8081/apis/ccompat/v7"),
          Map.entry("ELASTICSEARCH_URL", "https://elasticsearch:9200"),
          Map.entry("ELASTICSEARCH_USER", "telemetry_sink"),
          Map.entry("ELASTICSEARCH_PASSWORD", "elasticsearch-secret"),
          Map.entry("JAEGER_ENDPOINT", "jaeger:4317"),
          Map.entry("GATEWAY_TOKEN", "gateway-secret-token"),
          Map.entry("LOGS_GLOB", "/var/log/app/*.log"),
          Map.entry("TELEMETRY_ENV", "prod"),
          Map.entry("TELEMETRY_REGION", "kr"),
          Map.entry("TELEMETRY_TEAM", "payments"));

  @ParameterizedTest
  @ValueSource(strings = {"shipper", "gateway", "jobs", "connect", "console"})
  void makesThePart_withTheEnvironmentAlone(String part) throws Exception {
    Settings settings = load(part, ENVIRONMENT);

    PartCatalogue.named(part).create(settings, new PrometheusRegistry()).close();

    assertThat(settings.entries()).noneMatch(entry -> entry.value().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shipper", "gateway", "jobs", "connect", "console"})
  void namesEachMissingVariable_whenTheEnvironmentIsEmpty(String part) throws IOException {
    Matcher reference = REFERENCE.matcher(Files.readString(file(part)));
    List<String> names = reference.results().map(found -> found.group(1)).distinct().toList();

    assertThatThrownBy(() -> load(part, Map.of()))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(names.size()))
        .message()
        .contains(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shipper", "gateway", "jobs", "connect", "console"})
  void speaksOfSettingsThatExist_inItsComments(String part) throws IOException {
    String text = Files.readString(file(part));
    PartFactory factory = PartCatalogue.named(part);
    Map<String, String> byVariable = new HashMap<>();
    factory.all().names().forEach(key -> byVariable.put(Settings.variable(key), key));
    factory.kafkaNames().forEach(k -> byVariable.put(Settings.variable("kafka." + k), k));

    assertThat(COMMENTED.matcher(text).results().map(found -> found.group(1)))
        .allMatch(
            key ->
                factory.all().names().contains(key)
                    || factory.prefixes().stream().anyMatch(key.concat(".")::startsWith));
    assertThat(VARIABLE.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(byVariable::containsKey);
  }

  @Test
  void refusesTheFile_whenASettingIsMisspelt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("jobs.yaml");
    Files.writeString(
        file, Files.readString(file("jobs")).replace("jobs.threads.count", "jobs.thread.count"));

    assertThatThrownBy(
            () -> Settings.load(PartCatalogue.named("jobs"), file, ENVIRONMENT, Map.of()))
        .hasMessageContaining("jobs.thread.count is not a setting of jobs");
  }

  private static Path file(String part) {
    return FOLDER.resolve(part + ".yaml");
  }

  private static Settings load(String part, Map<String, String> environment) {
    return Settings.load(PartCatalogue.named(part), file(part), environment, Map.of());
  }
}
