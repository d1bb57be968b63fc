// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static backbone.launcher.deploy.Deployment.COMPOSE;
import static backbone.launcher.deploy.Deployment.ENV;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule holds for our compose file, and each finds what breaks it in a copy. */
class ComposeTest {

  private static final String SENTENCE = "copy .env.example to .env and set ";

  private final Deployment ours = Deployment.ours();

  @ParameterizedTest
  @EnumSource
  void holds(ComposeRules rule) {
    assertThat(rule.problems(ours)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MOUNTED_FILES_EXIST        | ./deploy/jaeger:/etc    | ./deploy/yaeger:/etc  | jaeger mounts ./deploy/yaeger
          MOUNTED_FILES_EXIST        | kafka-data:/var         | kafka-disk:/var       | kafka mounts the volume kafka-disk
          PORTS_ON_LOOPBACK          | 127.0.0.1:9200:9200     | 9200:9200             | elasticsearch publishes 9200:9200
          PORTS_ON_LOOPBACK          | pid: host               | network_mode: host    | node-exporter is in the host's network
          HEALTH_OR_ONE_SHOT         | healthcheck: &own-health | x-checked: &own-health | connect has no health check
          HEALTH_OR_ONE_SHOT         | restart: "no"           | restart: always       | topics has no health check
          WAITS_FOR_WHAT_CAN_BE      | kafka: { condition: service_healthy } | kafka: { condition: service_started } | topics waits for kafka otherwise
          BOUNDED                    | mem_limit: 1280m        | x-limit: 1280m        | kafka has no mem_limit
          NO_PRIVILEGES              | cap_drop: [ALL]         | cap_drop: [NET_RAW]   | kafka has privileges
          SECRETS_IN_THE_ENVIRONMENT | --storage.tsdb.retention.time=15d | --password=${KAFKA_PASSWORD} | prometheus has a secret in its command
          SECRETS_IN_THE_ENVIRONMENT | GF_SERVER_ROOT_URL: http | GF_SMTP_PASSWORD: http | grafana has the value of GF_SMTP_PASSWORD
          """)
  void tells_whenACopyIsBroken(ComposeRules rule, String from, String to, String problem) {
    Deployment broken = ours.with(COMPOSE, from, to);

    assertThat(rule.problems(broken)).anyMatch(told -> told.startsWith(problem));
  }

  @Test
  void tells_whenAServiceHasNoComment() {
    assertThat(
            ComposeRules.COMMENT_ABOVE.problems(
                ours.with(COMPOSE, "password in .env.\n", "password in .env.\n\n")))
        .containsExactly("console has no comment above it");
  }

  @Test
  void variablesAreDocumentedAndSecretsDemanded() {
    assertThat(ComposeRules.variables(ours)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docker-compose.yml | ${GATEWAY_TOKEN:?copy .env.example to .env and set GATEWAY_TOKEN there} | ${GATEWAY_TOKEN:-secret} | GATEWAY_TOKEN is not demanded
          docker-compose.yml | ${LOGS_DIR:-./deploy/compose/logs} | ${LOG_DIR:-./deploy/compose/logs} | LOGS_DIR is in .env.example and not used
          docker-compose.yml | ${LOGS_DIR:-./deploy/compose/logs} | ${LOG_DIR:-./deploy/compose/logs} | LOG_DIR is not in .env.example
          .env.example       | ELASTIC_PASSWORD=       | ELASTIC_PASSWORD=changeme | ELASTIC_PASSWORD has a value
          .env.example       | CONSOLE_LOGIN_USER=console | CONSOLE_LOGIN_USER=me  | CONSOLE_LOGIN_USER has another default
          """)
  void tells_whenVariablesAreBroken(String file, String from, String to, String problem) {
    assertThat(ComposeRules.variables(ours.with(file, from, to)))
        .anyMatch(told -> told.startsWith(problem));
  }

  @Test
  void everySecretSaysWhatToDo() {
    assertThat(Deployment.variables(ours.text(COMPOSE)))
        .filteredOn(variable -> variable.rest().startsWith(":?"))
        .allMatch(variable -> variable.rest().equals(":?" + SENTENCE + variable.name() + " there"));
  }

  @Test
  void tagsAreThoseOfThePom() {
    assertThat(ImageRules.problems(ours)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "docker-compose.yml, apache/kafka:4.3.1, apache/kafka:4.3.0",
    "docker-compose.yml, apache/kafka:4.3.1, apache/kafka",
    "docker-compose.yml, grafana/grafana:, grafana/grafana-oss:",
    "pom.xml, <image.jaeger.version>2, <image.jaeger.version>3",
    "deploy/images/registry/Dockerfile, apicurio-registry-mem:2, apicurio-registry-mem:3",
    "deploy/images/backbone/Dockerfile, -jre-noble, -jre",
  })
  void tells_whenATagIsAnother(String file, String from, String to) {
    assertThat(ImageRules.problems(ours.with(file, from, to))).hasSize(1);
  }

  @Test
  void composeAcceptsIt(@TempDir Path folder) throws Exception {
    Path compose = Peers.require("docker-compose");
    Path values = folder.resolve("values.env");
    Files.writeString(values, secrets());

    assertThat(Run.of(compose.toString(), "--env-file", values.toString(), "config", "-q").in(ours))
        .isEqualTo("0 ");
  }

  @Test
  void composeRefusesToStart_whenAPasswordIsMissing(@TempDir Path folder) throws Exception {
    Path compose = Peers.require("docker-compose");
    Path values = folder.resolve("values.env");
    Files.writeString(values, secrets().replace("GATEWAY_TOKEN=secret", ""));

    assertThat(Run.of(compose.toString(), "--env-file", values.toString(), "config", "-q").in(ours))
        .startsWith("1 ")
        .contains(SENTENCE + "GATEWAY_TOKEN there");
  }

  @Test
  void exampleEnvStartsNothing() throws IOException {
    assertThat(ours.example().entrySet())
        .filteredOn(e -> ComposeRules.SECRET.matcher(e.getKey()).find())
        .hasSizeGreaterThan(8)
        .allMatch(e -> e.getValue().isEmpty());
    assertThat(Files.readString(ours.root().resolve(".gitignore"))).contains("\n.env\n");
    assertThat(Files.readString(ours.root().resolve(".dockerignore"))).contains("\n.env\n");
    assertThat(ours.text(ENV)).doesNotContain("changeme");
  }

  private String secrets() {
    return ours.example().keySet().stream()
        .filter(name -> ComposeRules.SECRET.matcher(name).find())
        .map(name -> name + "=secret")
        .collect(Collectors.joining("\n"));
  }
}
