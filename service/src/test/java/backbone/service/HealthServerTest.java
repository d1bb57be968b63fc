// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {

  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final AtomicReference<Health> health = new AtomicReference<>();
  private final AtomicReference<String> stuck = new AtomicReference<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private String address;
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
    Probes probes = new Probes(health::get, () -> Optional.ofNullable(stuck.get()), stopping::get);
    server = HealthServer.start(address, metrics, probes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"HEALTHY, 200", "STARTING, 503", "DEGRADED, 503", "FAILED, 503"})
  void answersWithTheCodeOfTheState(Health.State state, int code) throws Exception {
    health.set(new Health(state, "Why.", Map.of("backlogBytes", 7)));

    HttpResponse<String> answer = get("/health", "*/*");

    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(new ObjectMapper().readTree(answer.body()).toString())
        .isEqualTo(
            "{\"state\":\""
                + state.name().toLowerCase(java.util.Locale.ROOT)
                + "\",\"detail\":\"Why.\",\"facts\":{\"backlogBytes\":7}}");
  }

  @ParameterizedTest
  @CsvSource({"HEALTHY, false, 200", "HEALTHY, true, 503", "DEGRADED, false, 503"})
  void isReady_whenHealthyAndNotStopping(Health.State state, boolean asked, int code)
      throws Exception {
    health.set(new Health(state, "Why.", Map.of()));
    stopping.set(asked);

    assertThat(get("/ready", "*/*").statusCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"STARTING", "DEGRADED", "FAILED"})
  void isLive_whateverItsHealth(Health.State state) throws Exception {
    health.set(new Health(state, "Kafka is away.", Map.of()));

    assertThat(get("/live", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotLive_whenStuck() throws Exception {
    health.set(Health.healthy("Grinds."));
    stuck.set("The wheel has not turned for 301 s.");

    HttpResponse<String> answer = get("/live", "*/*");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "{\"state\":\"stuck\",\"detail\":\"The wheel has not turned for 301 s.\","
                + "\"facts\":{}}");
  }

  @Test
  void speaksOpenMetrics_whenAskedTo() throws Exception {
    Signals.of(metrics, "mill").received(3);

    HttpResponse<String> answer = get("/metrics", "application/openmetrics-text; version=1.0.0");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(answer.body()).contains("telemetry_mill_received_total 3.0").endsWith("# EOF\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9464", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000", ":9464"})
  void asksForHostAndPort_whenAddressIsNone(String wrong) {
    assertThatThrownBy(() -> HealthServer.start(wrong, metrics, health::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(wrong + " is no address. Write it as host:port, such as 127.0.0.1:9464");
  }

  @Test
  void namesTheHost_whenItIsUnknown() {
    assertThatThrownBy(() -> HealthServer.start("nowhere.invalid:9464", metrics, health::get))
        .isInstanceOf(IOException.class)
        .hasMessage("nowhere.invalid:9464 names no host of this machine. Set one that does");
  }

  @Test
  void failsAtOnce_whenThePortIsTaken() {
    assertThatThrownBy(() -> HealthServer.start(address, metrics, health::get))
        .isInstanceOf(java.net.BindException.class);
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Accept", accept)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
