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
        .isEqualTo(List.of(new Entrance("old", Entrance.Signal.LOGS, "dev", "local", null, null)));
    assertThat(config.spanEntrances())
        .isEqualTo(
            List.of(new Entrance("traces", Entrance.Signal.SPANS, "dev", "local", "shop", null)));
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
}
