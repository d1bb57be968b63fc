// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.SamplerLimits;
import backbone.streams.Commits;
import backbone.streams.rules.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class SampleTracesTopologyTest {

  private static Topology topology() {
    return new SampleTracesTopology(
            new SampleTracesTopology.Parts(
                new SampleTracesTopology.Topics(
                    "telemetry.spans.normalized",
                    "telemetry.spans.sampled",
                    "telemetry.sampling.decisions"),
                new SamplingRules(
                    PolicySet.standard(),
                    Rules.none(),
                    new SamplerLimits(1_000, 3_600_000, 1_000, 1_000),
                    4,
                    List.of("telemetry.spans.raw/0"),
                    Duration.ofMinutes(5)),
                Lives.FakeEncoder::new,
                1 << 20,
                partition -> new FakeTrail(List.of()),
                new Commits(),
                new Lives.Shown()))
        .get();
  }

  @Test
  void describesItselfAsGolden() throws Exception {
    Path golden =
        Path.of(System.getProperty("backbone.root")).resolve("docs/topologies/sample-traces.txt");
    String described = topology().describe().toString().replaceAll("(?m)[ \t]+$", "");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, described, UTF_8);
    }

    assertThat(described).isEqualTo(Files.readString(golden, UTF_8));
  }
}
