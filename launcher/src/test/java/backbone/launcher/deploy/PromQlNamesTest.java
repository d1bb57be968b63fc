// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.deploy.PromQlNames.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlNamesTest {

  @Test
  void findsMetricsAndLabels_whenFunctionsAndOperatorsStandBetween() {
    PromQlNames names =
        PromQlNames.of(
            "sum by (service_name, le) (rate(a_bucket{code=~\"5..\", env='x'}[5m] offset 1h))"
                + " / on (job) group_left (team) count without (pod) (b_total) > bool 1e3"
                + " unless max_over_time(c:d:e[1h:1m]) or vector(0)");

    assertThat(names.selectors())
        .containsExactly(
            new Selector("a_bucket", false, Set.of("code", "env")),
            new Selector("b_total", false, Set.of()),
            new Selector("c:d:e", false, Set.of()));
    assertThat(names.grouped()).containsExactly("job", "le", "pod", "service_name", "team");
  }

  @Test
  void findsTheName_whenItIsALabelOrAPattern() {
    PromQlNames names =
        PromQlNames.of(
            "count({__name__=\"up\", job=\"x\"}) + {__name__=~\"a_.+_total\",r!~\"b|\\\"c}\"}"
                + " - -d[$__rate_interval] and (e{} == 0)");

    assertThat(names.selectors())
        .containsExactly(
            new Selector("up", false, Set.of("job")),
            new Selector("a_.+_total", true, Set.of("r")),
            new Selector("d", false, Set.of()),
            new Selector("e", false, Set.of()));
  }

  @Test
  void findsNoMetric_whenThereAreNumbersAndTimesOnly() {
    assertThat(PromQlNames.of("time() - 5m + 1e-9 * vector(1.5) > inf").selectors()).isEmpty();
  }
}
