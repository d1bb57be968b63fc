// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IntakeTest {

  private final Signals signals = Signals.of(new PrometheusRegistry(), "gateway");
  private final Budget budget = new Budget(1 << 20);
  private final List<Verdict> told = new ArrayList<>();

  @Test
  void releasesItsHold_whenMemoryIsOut() throws Exception {
    RawWriter writer =
        new RawWriter(
            GatewayConfig.of(Rig.settings(Map.of())),
            () -> {
              throw new OutOfMemoryError("no producer");
            });
    Intake intake = intake(writer);
    Payload payload = payload();

    assertThatThrownBy(() -> intake.take(envelope(), payload, told::add))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(budget.used()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void releasesOnlyItsOwn_whenReleasedTwice() throws Exception {
    Budget.Hold other = budget.hold();
    assertThat(other.grow(7)).isTrue();
    Payload payload = payload();

    payload.hold().release();
    payload.hold().release();

    assertThat(budget.used()).isEqualTo(7);
  }

  private Intake intake(RawWriter writer) {
    return new Intake(writer, new MetricsForward(Optional.empty(), signals), signals);
  }

  private static Envelope envelope() {
    return new Envelope(Signal.TRACES, false, new Entrance(Map.of()));
  }

  private Payload payload() throws IOException {
    byte[] body = Requests.spans(3, 10).toByteArray();
    return Payload.read(new ByteArrayInputStream(body), budget.hold(), 1 << 20);
  }
}
