// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.Part;
import backbone.service.SettingsException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatewayConfigTest {

  @Test
  void namesAllProblems_whenSeveralSettingsAreBad() {
    Map<String, String> bad =
        Map.of("gateway.http.address", "4318", "gateway.otlp.metrics.url", "prometheus:9090");

    assertThatThrownBy(() -> GatewayConfig.of(Rig.settings(bad)))
        .hasMessageContainingAll(
            "gateway.http.address: 4318 is no address",
            "gateway.otlp.metrics.url=prometheus:9090 is no URL");
  }

  @Test
  void refusesRequests_thatAreLargerThanTheQueue() {
    assertThatThrownBy(
            () -> GatewayConfig.of(Rig.settings(Map.of("gateway.queue.bytes.max", "1048576"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "gateway.request.bytes.max=4194304 is more than gateway.queue.bytes.max=1048576, so"
                + " that the largest requests could never be taken. Set it to that or less.");
  }

  @Test
  void opensNothing_whenAddressIsEmpty() {
    GatewayConfig config = GatewayConfig.of(Rig.settings(Map.of("gateway.grpc.address", "")));

    assertThat(config.grpc()).isEmpty();
  }

  @Test
  void saysWhichPort_whenItIsTaken() throws Exception {
    try (Rig rig = new Rig(Map.of(), () -> Rig.producer(true));
        Part second =
            new GatewayPart()
                .create(
                    Rig.settings(
                        Map.of("gateway.http.address", "127.0.0.1:" + rig.gateway.httpPort())),
                    new PrometheusRegistry())) {
      assertThatThrownBy(second::start)
          .hasMessageContaining(
              "gateway.http.address=127.0.0.1:" + rig.gateway.httpPort() + " cannot be opened");
    }
  }
}
