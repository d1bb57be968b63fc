// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySetTest {

  @Test
  void hasTheseNames_whenNothingIsConfigured() {
    assertThat(PolicySet.standard().names())
        .containsExactly("errors", "slow", "new", "first", "rest");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0",
    "75, 4",
    "50, 8",
    "25, c",
    "10, e6666666666666",
    "5, f3333333333333",
    "1, fd70a3d70a3d71",
  })
  void writesTheThresholdOfTheSpecification(String percent, String threshold) {
    assertThat(Policy.Probabilistic.ofPercent("p", new BigDecimal(percent)).threshold())
        .isEqualTo(threshold);
  }

  @Test
  void sharesAreWholeAndAtLeastOne_whenPartitionsDivideThem() throws IOException {
    PolicySet set = read("policies: [{name: f, type: first_per_service}]");

    assertThat(share(set.forPartition(0, 3))).isEqualTo(2);
    assertThat(share(set.forPartition(1, 3))).isEqualTo(2);
    assertThat(share(set.forPartition(2, 3))).isEqualTo(1);
    assertThat(share(set.forPartition(7, 12))).isEqualTo(1);
    assertThat(set.forPartition(2, 3).version()).isEqualTo(set.version());
  }

  @Test
  void versionsDiffer_onlyWhenTheMeaningDoes() throws IOException {
    PolicySet one = read("policies: [{name: a, type: latency, latency: {threshold_ms: 5}}]");
    PolicySet same =
        read(
            """
            tail_sampling:
             policies:
             - type: latency
               name: a # x
               latency:
                threshold_ms: 5
            """);
    PolicySet other = read("policies: [{name: a, type: latency, latency: {threshold_ms: 6}}]");

    assertThat(one.version()).hasSize(16).isEqualTo(same.version()).isNotEqualTo(other.version());
  }

  @Test
  void saysAllThatIsWrongAndWhere() {
    String text =
        """
        policies:
          - name: a
            type: rate_limiting
          - name: b
            type: latency
            latency: {treshold_ms: 5}
          - name: c
            type: probabilistic
            probabilistic: {sampling_percentage: 101}
          - name: c
            type: status_code
            status_code: {status_codes: [FAILED]}
          - name: c
            type: always_sample
          - name: d
            type: first_per_service
            first_per_service: {per: 1 minute, traces: -1}
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            f.yaml:3:5: the policy type 'rate_limiting' is not known. Use one of always_sample, \
            first_per_service, latency, new_operation, probabilistic, span_count, status_code.
            f.yaml:6:15: the key 'treshold_ms' is not known here. Use one of threshold_ms, \
            upper_threshold_ms.
            f.yaml:9:21: sampling_percentage is 101. Use a number from 0 to 100.
            f.yaml:12:34: the status code 'FAILED' is not known. Use OK, ERROR or UNSET.
            f.yaml:10:5: a second policy has the name 'c'. Rename one.
            f.yaml:13:5: a second policy has the name 'c'. Rename one.
            f.yaml:17:40: traces is -1. Use a whole number from 0 to 1000000.
            f.yaml:17:25: per is 1 minute. Use a time such as 30s or 1m.\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | f.yaml:1:1: there is no list of policies. Begin with 'policies:'.",
        "'policies: 5' | f.yaml:1:1: there is no list of policies. Begin with 'policies:'.",
        "'policies: [5]' | f.yaml:1:12: a policy is a map. Give it a name and a type.",
        "'polices: []' | f.yaml:1:1: the key 'polices' is not known here. Use one of policies.",
        "'policies: [{name: a, name: b}]' | f.yaml:1:22: the key 'name' stands twice. Remove one.",
        "'policies: [{type: latency}]' | f.yaml:1:12: the policy has no good name. Give it one of 1"
            + " to 100 characters.",
        "'policies: [' | f.yaml:1:12: this is no YAML: ",
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void namesTheFile_whenItIsMissing() {
    assertThatThrownBy(() -> PolicySet.read(Path.of("no-such.yaml")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "policies no-such.yaml cannot be read. Name a file that exists and that you may read.");
  }

  private static int share(PolicySet set) {
    return ((Policy.FirstPerService) set.policies().get(0)).share();
  }

  private static PolicySet read(String text) throws IOException {
    return PolicySet.read(new StringReader(text), "f.yaml");
  }
}
