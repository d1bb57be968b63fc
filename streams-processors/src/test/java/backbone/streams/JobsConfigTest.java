// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Settings;
import backbone.service.SettingsException;
import backbone.streams.jobs.JobsPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobsConfigTest {

  private static final Set<String> JOBS = Set.of(JobsConfig.ONLY_DEFAULT.split(","));

  private static JobsConfig read(Map<String, String> given) {
    Map<String, String> flags = new HashMap<>(given);
    flags.put("kafka.bootstrap.servers", "127.0.0.1:1");
    flags.put("jobs.registry.urls", "http://127.0.0.1:1");
    return JobsConfig.read(Settings.load(new JobsPart(), null, Map.of(), flags), JOBS);
  }

  @Test
  void everyJobRunsOnItsOwnRawTopic_whenNothingIsSet() {
    JobsConfig config = read(Map.of());

    assertThat(config.only()).hasSize(4);
    assertThat(config.logEntrances())
        .extracting(Entrance::topic)
        .containsExactly("telemetry.logs.raw");
    assertThat(config.spanEntrances())
        .extracting(Entrance::topic)
        .containsExactly("telemetry.spans.raw");
    assertThat(config.sampling()).isEqualTo(JobsConfig.Sampling.DEFAULT);
    assertThat(config.behindMax()).hasMinutes(5);
    assertThat(config.seriesIdle()).hasHours(24);
  }

  @Test
  void entranceIsForLogs_unlessItSaysSpans() {
    JobsConfig config =
        read(
            Map.of(
                "jobs.entrances.0.topic", "old",
                "jobs.entrances.1.topic", "traces",
                "jobs.entrances.1.signal", "spans",
                "jobs.entrances.1.team", "shop"));

    assertThat(config.logEntrances())
        .isEqualTo(List.of(new Entrance("old", Entrance.Signal.LOGS, null, null, null, null)));
    assertThat(config.spanEntrances())
        .isEqualTo(
            List.of(new Entrance("traces", Entrance.Signal.SPANS, null, null, "shop", null)));
  }

  @Test
  void showsNoKeyOfPseudonyms() {
    Map<String, String> flags =
        Map.of(
            "jobs.masking.keys.k1", "0123456789abcdef",
            "jobs.registry.urls", "http://127.0.0.1:1",
            "kafka.bootstrap.servers", "127.0.0.1:1");

    assertThat(Settings.load(new JobsPart(), null, Map.of(), flags).shown("jobs.masking.keys.k1"))
        .isEqualTo("jobs.masking.keys.k1=[hidden]");
  }

  @Test
  void everyProblemIsNamed() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "jobs.only", "count-stars",
                        "jobs.entrances.0.topic", "t",
                        "jobs.entrances.0.signal", "metrics")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("jobs.entrances.0.signal=metrics is none. Set logs or spans.")
        .hasMessageContaining("jobs.only=count-stars is no job.");
  }

  @Test
  void clusterIsReachedByTheEnvironmentAlone_andNothingPrintsItsSecrets() {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
            "KAFKA_SASL_JAAS_CONFIG", "login password=\"hush-hush-4711\";",
            "KAFKA_NUM_STANDBY_REPLICAS", "1",
            "KAFKA_MAIN_CONSUMER_MAX_POLL_RECORDS", "100",
            "JOBS_REGISTRY_URLS", "http://one:8081,http://two:8081",
            "JOBS_REGISTRY_TOKEN", "hush-hush-4711");

    JobsConfig config =
        JobsConfig.read(Settings.load(new JobsPart(), null, environment, Map.of()), JOBS);

    assertThat(config.kafka())
        .containsOnlyKeys(
            "bootstrap.servers",
            "sasl.jaas.config",
            "num.standby.replicas",
            "main.consumer.max.poll.records");
    assertThat(config.registry().urls()).hasSize(2);
    assertThat(config.registry().authorization()).isEqualTo("Bearer hush-hush-4711");
    assertThat(config.toString()).contains("broker:9093").doesNotContain("hush");
  }

  @Test
  void wantsARegistry() {
    Map<String, String> environment =
        Map.of("JOBS_REGISTRY_URLS", "", "KAFKA_BOOTSTRAP_SERVERS", "broker:9093");
    Settings settings = Settings.load(new JobsPart(), null, environment, Map.of());

    assertThatThrownBy(() -> JobsConfig.read(settings, JOBS))
        .hasMessage("jobs.registry.urls is empty. Set at least one URL of the schema registry.");
  }
}
