// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static backbone.launcher.deploy.Deployment.COMPOSE;
import static backbone.launcher.deploy.Deployment.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.launcher.Declared;
import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.service.SettingsException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own parts take what the compose file gives them: each with its file and its environment. */
class PartsTest {

  private static final Set<String> NOT_SETTINGS =
      Set.of("JAVA_TOOL_OPTIONS", "BACKBONE_DATA_DIR", "REGISTRY_URL", "ELASTICSEARCH_URL");

  private static final Deployment OURS = Deployment.ours();

  static Stream<String> parts() {
    return OURS.services().entrySet().stream()
        .filter(service -> list(service.getValue(), "command").contains("run"))
        .map(service -> list(service.getValue(), "command").get(1));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partIsMadeFromItsFileAndEnvironment(String part) {
    Settings settings = settings(OURS, part);

    assertThat(factory(part).create(settings, new PrometheusRegistry())).isNotNull();
    assertThat(settings.kafka())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsKey("sasl.jaas.config");
    assertThat(settings.entries()).noneMatch(entry -> entry.value().contains(Deployment.SECRET));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyVariableMeansSomething(String part) {
    assertThat(strangers(OURS, part)).isEmpty();
  }

  @Test
  void tells_whenAVariableMeansNothing() {
    Deployment broken = OURS.with(COMPOSE, "JOBS_STATE_DIR:", "JOBS_STATE_FOLDER:");

    assertThat(strangers(broken, "jobs")).containsExactly("JOBS_STATE_FOLDER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONSOLE_LOGIN_PASSWORD", "GATEWAY_TOKEN", "GATEWAY_PLAINTEXT_ALLOWED"})
  void partRefusesToListenForOthers_whenWhatProtectsItIsMissing(String variable) {
    String part = variable.split("_", -1)[0].toLowerCase(java.util.Locale.ROOT);
    Deployment broken = OURS.with(COMPOSE, "      " + variable + ":", "      X_" + variable + ":");

    assertThatThrownBy(() -> factory(part).create(settings(broken, part), new PrometheusRegistry()))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void everyPartHasAServiceAndTheDemosFilesAreShipped() {
    assertThat(parts())
        .containsExactlyInAnyOrderElementsOf(
            Declared.parts().stream().map(PartFactory::name).collect(Collectors.toSet()));
    assertThat(OURS.yaml("deploy/compose/shipper.yaml").toString())
        .contains(OURS.yaml("deploy/compose/demo.yaml").get("demo.logs.dir") + "/auth-service");
  }

  private static List<String> strangers(Deployment of, String part) {
    Set<String> known = new TreeSet<>(NOT_SETTINGS);
    factory(part).config().names().forEach(key -> known.add(Settings.variable(key)));
    String file = of.text(of.root().relativize(file(of, part)).toString());
    List<String> strangers = new ArrayList<>(of.environment(part).keySet());
    strangers.removeIf(
        name ->
            known.contains(name) || name.startsWith("KAFKA_") || file.contains("${env:" + name));
    return strangers;
  }

  private static Settings settings(Deployment of, String part) {
    return Settings.load(factory(part), file(of, part), of.environment(part), Map.of());
  }

  /** The file that the service mounts where its command reads it. */
  private static Path file(Deployment of, String part) {
    Map<String, Object> service = of.services().get(part);
    List<String> command = list(service, "command");
    String inside = command.get(command.indexOf("--config") + 1);
    return list(service, "volumes").stream()
        .map(volume -> volume.split(":", -1))
        .filter(volume -> volume[1].equals(inside))
        .map(volume -> of.root().resolve(volume[0]).normalize())
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " mounts no " + inside));
  }

  private static PartFactory factory(String part) {
    return Declared.parts().stream()
        .filter(factory -> factory.name().equals(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is no part"));
  }
}
