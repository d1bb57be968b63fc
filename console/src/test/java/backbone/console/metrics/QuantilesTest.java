// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuantilesTest {

  private static final List<Double> BOUNDS = List.of(10.0, 100.0, 1000.0);

  @Test
  void interpolatesWithinTheBucket() {
    Quantiles durations = of(10, 10, 0, 0);
    assertThat(durations.at(0.25)).isCloseTo(5, within(1e-9));
    assertThat(durations.at(0.5)).isCloseTo(10, within(1e-9));
    assertThat(durations.at(0.75)).isCloseTo(55, within(1e-9));
    assertThat(durations.at(1)).isCloseTo(100, within(1e-9));
  }

  @Test
  void skipsEmptyBuckets() {
    assertThat(of(0, 0, 4, 0).at(0.5)).isCloseTo(550, within(1e-9));
    assertThat(of(0, 0, 4, 0).at(0)).isCloseTo(100, within(1e-9));
  }

  @Test
  void answersTheLargestBound_whenLongerThanAll() {
    assertThat(of(0, 0, 0, 7).at(0.5)).isEqualTo(1000);
  }

  @Test
  void knowsNothing_whenNothingWasObserved() {
    assertThat(of(0, 0, 0, 0).at(0.99)).isNaN();
  }

  @Test
  void stepsAtOne_whenOneCallOfManyIsSlow() {
    Quantiles durations = of(99, 0, 0, 1);
    assertThat(durations.at(0.99)).isCloseTo(10, within(1e-9));
    assertThat(durations.at(0.995)).isEqualTo(1000);
  }

  private static Quantiles of(long... counts) {
    return new Quantiles(BOUNDS, counts);
  }
}
