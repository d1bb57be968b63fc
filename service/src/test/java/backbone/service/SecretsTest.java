// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import backbone.service.Settings.Entry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to what is kept elsewhere, and that nothing secret is ever shown. */
class SecretsTest {

  private static final String SECRET = "hush-hush-4711";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DOOR", SECRET, "PLACE", "/srv/" + SECRET, "PAUSE", SECRET);

  @TempDir private Path folder;

  @Test
  void putsInWhatReferencesStandFor() throws IOException {
    Path properties = Files.writeString(folder.resolve("mill.properties"), "door=in file\n");
    Files.writeString(folder.resolve("door"), "in folder\n\n");

    assertThat(password("${env:DOOR}")).isEqualTo(SECRET);
    assertThat(password("${file:" + properties + ":door}")).isEqualTo("in file");
    assertThat(load("kafka.any: ${directory:" + folder + ":door}", Map.of()).kafka())
        .containsEntry("any", "in folder\n");
    assertThat(password("a ${env:DOOR} b ${env:DOOR}")).isEqualTo("a " + SECRET + " b " + SECRET);
  }

  @Test
  void leavesOtherBracesAlone() throws IOException {
    assertThat(password("${DOOR} ${vault:a:b}  \\d")).isEqualTo("${DOOR} ${vault:a:b}  \\d");
    Map<String, String> twice = Map.of("MILL_PASSWORD", "${env:DOOR}", "DOOR", "${env:OTHER}");
    assertThat(load("", twice).string("mill.password")).isEqualTo("${env:OTHER}");
  }

  @Test
  void namesEachReferenceThatLeadsNowhere() throws IOException {
    Path properties = Files.writeString(folder.resolve("mill.properties"), "window=" + SECRET);
    String file = "${file:" + properties + ":door}";
    String gone = "${file:" + folder + "/gone.properties:door}";
    String directory = "${directory:" + folder + ":door}";
    String text =
        """
        mill: {dir: '${env:NOWHERE}', password: '%s'}
        kafka: {sasl.jaas.config: '%s', ssl.key.password: '%s', acks: '${env:a:b}'}
        """
            .formatted(file, directory, gone);

    assertThatThrownBy(() -> load(text, ENVIRONMENT))
        .asInstanceOf(type(SettingsException.class))
        .extracting(SettingsException::problems)
        .isEqualTo(
            List.of(
                "kafka.acks refers to ${env:a:b}, which is no reference. Write it as ${env:NAME}.",
                "kafka.sasl.jaas.config refers to "
                    + directory
                    + ", but "
                    + folder
                    + " has no file door. Add it, or mend the reference.",
                "kafka.ssl.key.password refers to "
                    + gone
                    + ", but "
                    + folder
                    + "/gone.properties cannot be read. Give this user read access, or mend the"
                    + " path.",
                "mill.dir refers to ${env:NOWHERE}, which is not set. Set the environment variable"
                    + " NOWHERE, or mend the reference.",
                "mill.password refers to "
                    + file
                    + ", but "
                    + properties
                    + " has no key door. Add it, or mend the reference."));
  }

  @Test
  void showsTheReference_neverWhatItStandsFor() throws IOException {
    Settings settings =
        load(
            """
            mill: {dir: '${env:PLACE}', password: '${env:DOOR}'}
            mill.gates.0: {token: hush-hush-4711, width: 2}
            kafka:
              sasl.jaas.config: 'login password="${env:DOOR}" and hush-hush-4711'
              main.consumer.ssl.truststore.password: ${env:DOOR}
              my.credentials: hush-hush-4711
            """,
            ENVIRONMENT);

    Map<String, String> shown =
        settings.entries().stream().collect(Collectors.toMap(Entry::key, Entry::value));
    assertThat(shown)
        .containsEntry("mill.dir", "${env:PLACE}")
        .containsEntry("mill.password", "${env:DOOR}")
        .containsEntry("mill.gates.0.token", "[hidden]")
        .containsEntry("mill.gates.0.width", "2")
        .containsEntry("kafka.sasl.jaas.config", "[hidden]")
        .containsEntry("kafka.main.consumer.ssl.truststore.password", "${env:DOOR}")
        .containsEntry("kafka.my.credentials", "[hidden]");
    assertThat(settings.shown("mill.dir")).isEqualTo("mill.dir=${env:PLACE}");
    assertThat(settings.shown(Mill.POLL)).isEqualTo(Mill.POLL + "=10");
    assertThat(List.of(settings.entries(), settings).toString()).doesNotContain(SECRET);
    assertThat(settings.withPrefix("mill.gates.")).containsEntry("0.token", SECRET);
  }

  @Test
  void judgesAnOpenKeyByItsLastPart() throws IOException {
    Settings settings =
        load(
            """
            mill.gates.tokens:
              - {token: hush-hush-4711, env: production}
              - hush-hush-4712
            kafka:
              key.serializer: of.ours
              ssl.keystore.type: PEMPEM
              ssl.truststore.certificates: hush-hush-4713
              my.credentials.value: hush-hush-4714
            """,
            Map.of());

    Map<String, String> shown =
        settings.entries().stream().collect(Collectors.toMap(Entry::key, Entry::value));
    assertThat(shown)
        .containsEntry("mill.gates.tokens.0.env", "production")
        .containsEntry("kafka.key.serializer", "of.ours")
        .containsEntry("kafka.ssl.keystore.type", "PEMPEM");
    assertThat(shown.values()).filteredOn(value -> value.contains("hush")).isEmpty();
    assertThat(settings.masked("production hush-hush-4711")).isEqualTo("production [hidden]");
  }

  @Test
  void masksEachPieceOfWhatReferencesStandFor() throws IOException {
    Settings settings =
        load(
            """
            mill.sieves: ${env:SIEVES}
            kafka.sasl.jaas.config: 'login password="${env:DOOR}";'
            """,
            Map.of("SIEVES", "coarse-one, fine-two", "DOOR", SECRET));

    assertThat(settings.masked("mill.sieves=fine-two is no sieve, and " + SECRET + " no door."))
        .isEqualTo("mill.sieves=${env:SIEVES} is no sieve, and ${env:DOOR} no door.");
  }

  @Test
  void tellsOnlyTheForm_whenACoveredValueDoesNotFit() {
    assertThatThrownBy(() -> load(Mill.POLL + ": ${env:PAUSE}", ENVIRONMENT))
        .hasMessage(
            Mill.POLL
                + "=${env:PAUSE} stands for a value that does not fit: LONG [1,...]. How long to"
                + " wait between looks, in milliseconds.");
  }

  @Test
  void putsReferencesBackIntoTheSentencesOfParts() throws IOException {
    Settings settings = load("mill.dir: ${env:PLACE}", ENVIRONMENT);

    assertThatThrownBy(() -> PartRunner.create(new Mill(), settings, new PrometheusRegistry()))
        .hasMessage("mill.dir=${env:PLACE} has no grain. Set another.");
  }

  @Test
  void givesKafkaItsSecretsSoThatNoMapPrintsThem() throws IOException {
    Map<String, Object> kafka =
        load(
                """
                kafka:
                  bootstrap.servers: broker:9092
                  sasl.jaas.config: '${env:DOOR}'
                  main.consumer.ssl.key.password: '${env:DOOR}'
                """,
                ENVIRONMENT)
            .kafka();

    assertThat(kafka.toString()).contains("broker:9092").doesNotContain(SECRET);
    assertThat(kafka.get("main.consumer.ssl.key.password")).isEqualTo(new Password(SECRET));
    Map<String, Object> producer = new HashMap<>(kafka);
    producer.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    producer.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    assertThat(new ProducerConfig(producer).getPassword(SaslConfigs.SASL_JAAS_CONFIG).value())
        .isEqualTo(SECRET);
  }

  @Test
  void takesKafkaSettingsFromTheEnvironment() throws IOException {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_SASL_JAAS_CONFIG", "${env:DOOR}",
            "KAFKA_HEAP_OPTS", "-Xmx1g",
            "DOOR", SECRET);

    Settings settings = load("kafka.bootstrap.servers: other:9092", environment);

    assertThat(settings.kafka())
        .isEqualTo(
            Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                "broker:9093",
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_SSL",
                SaslConfigs.SASL_JAAS_CONFIG,
                new Password(SECRET)));
    assertThat(settings.entries())
        .contains(
            new Entry("kafka.bootstrap.servers", "broker:9093", Settings.Origin.ENVIRONMENT, ""));
  }

  @Test
  void ignoresKafkasVariables_whenThePartHasNoKafkaSettings() {
    SettingsShape closed =
        new SettingsShape() {
          @Override
          public String name() {
            return "closed";
          }

          @Override
          public org.apache.kafka.common.config.ConfigDef config() {
            return new org.apache.kafka.common.config.ConfigDef();
          }

          @Override
          public Set<String> prefixes() {
            return Set.of();
          }
        };

    Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9093");
    assertThat(Settings.load(closed, null, environment, Map.of()).entries()).isEmpty();
  }

  @Test
  void declaresTheStopTimeoutForEveryPart() throws IOException {
    assertThat(load("", Map.of()).number("mill.stop.timeout.ms")).isEqualTo(8_000);
    assertThat(load("", Map.of("MILL_STOP_TIMEOUT_MS", "20000")).entries())
        .anyMatch(e -> e.key().equals("mill.stop.timeout.ms") && e.value().equals("20000"));
  }

  private String password(String text) throws IOException {
    return load("", Map.of("MILL_PASSWORD", text, "DOOR", SECRET)).string("mill.password");
  }

  private Settings load(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return Settings.load(new Mill(), file, environment, Map.of());
  }
}
