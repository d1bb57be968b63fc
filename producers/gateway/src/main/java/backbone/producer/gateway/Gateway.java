// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.service.Health;
import backbone.service.Part;
import backbone.service.SettingsException;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two fronts and what lies behind them. */
final class Gateway implements Part {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final GatewayConfig config;
  private final Budget budget;
  private final RawWriter writer;
  private final MetricsForward metrics;
  private final GrpcFront grpc;
  private final HttpFront http;
  private volatile boolean started;

  Gateway(GatewayConfig config, PrometheusRegistry registry) {
    this(config, Signals.of(registry, "gateway"), new RawWriter(config));
  }

  Gateway(GatewayConfig config, Signals signals, RawWriter writer) {
    this.config = config;
    this.writer = writer;
    budget = new Budget(config.limits().queueBytesMax());
    metrics = new MetricsForward(config.metricsUrl(), signals);
    Intake intake = new Intake(writer, metrics, signals);
    Gatekeeper gatekeeper = new Gatekeeper(config.access().entrances(), signals);
    Doors doors = new Doors(gatekeeper, config.access().tls());
    grpc = new GrpcFront(intake, budget, doors, config.limits().requestBytesMax());
    http = new HttpFront(intake, budget, doors, config.limits().requestBytesMax());
  }

  @Override
  public void start() {
    metrics.start();
    open(GatewayKeys.GRPC_ADDRESS_CONFIG, config.grpc(), grpc::start);
    open(GatewayKeys.HTTP_ADDRESS_CONFIG, config.http(), http::start);
    started = true;
  }

  /** Port that OTLP/gRPC really has, when it was asked for any. */
  int grpcPort() {
    return grpc.port();
  }

  int httpPort() {
    return http.port();
  }

  @Override
  public Health health() {
    Map<String, Object> facts = Map.of("waitingBytes", budget.used());
    if (!started) {
      return Health.starting("the gateway opens its ports").with(facts);
    }
    String fault = writer.fault();
    if (!fault.isEmpty()) {
      String detail = "Kafka does not acknowledge, and clients are told to come again: " + fault;
      return Health.degraded(detail).with(facts);
    }
    return Health.healthy(where()).with(facts);
  }

  @Override
  public Optional<String> stuck() {
    return writer.stuck();
  }

  @Override
  public void close() {
    grpc.close();
    http.close();
    metrics.close();
    writer.close();
  }

  private String where() {
    return "OTLP over gRPC at "
        + config.grpc().map(Gateway::text).orElse("no address")
        + " and over HTTP at "
        + config.http().map(Gateway::text).orElse("no address");
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  /** Opens a front. */
  private interface Opening {
    void at(InetSocketAddress address) throws IOException;
  }

  private static void open(String key, Optional<InetSocketAddress> address, Opening front) {
    if (address.isEmpty()) {
      return;
    }
    try {
      front.at(address.get());
      log.info("Open for OTLP. {}={}", key, text(address.get()));
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              key
                  + "="
                  + text(address.get())
                  + " cannot be opened ("
                  + (e.getCause() == null ? e : e.getCause()).getMessage()
                  + "). Stop what uses it, or set another port."));
    }
  }
}
