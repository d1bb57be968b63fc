// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.Entry;
import backbone.console.http.Login;
import backbone.console.store.StoreAccess;
import backbone.service.RegistryAccess;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A console on a free port; its pipeline is one second behind, without a Kafka. */
final class TestConsole implements AutoCloseable {

  private final Console console;

  private TestConsole(Console console) {
    this.console = console;
  }

  static TestConsole started(String elasticsearch) throws IOException {
    return started(elasticsearch, Optional.empty());
  }

  static TestConsole started(String elasticsearch, Optional<Login> login) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Console console =
        new Console(
            new ConsoleConfig(
                new Entry(any, Set.of(), login, Optional.empty()),
                StoreAccess.of(elasticsearch),
                new ConsoleConfig.Indices(
                    "telemetry-logs-*", "telemetry-spans-*", "telemetry-metrics-*"),
                "telemetry",
                Optional.empty(),
                new RegistryAccess(List.of(), null, null),
                Optional.empty(),
                new ConsoleConfig.Alerting(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(URI.create("http://127.0.0.1:3000/"))),
                Map.of()),
            new Surroundings(
                new FakeProgress(Duration.ofSeconds(1)),
                new FakeDecisions(),
                new FakePipeline(),
                new FakeAlerts()),
            new PrometheusRegistry());
    console.start();
    return new TestConsole(console);
  }

  String url() {
    return "http://127.0.0.1:" + console.address().getPort();
  }

  Console console() {
    return console;
  }

  @Override
  public void close() {
    console.close();
  }

  /** For a look by hand: {@code TestConsole ELASTICSEARCH_URL}, with the shop in it. */
  public static void main(String[] args) throws Exception {
    java.time.Instant now = java.time.Instant.now();
    Indexer indexer = new Indexer(args[0]);
    indexer.index(ShopLogs.until(now));
    indexer.index(ShopLogs.ofTraces(now));
    indexer.spans(ShopTraces.until(now));
    indexer.minutes(ShopMinutes.until(now));
    System.out.println(started(args[0]).url());
    Thread.currentThread().join();
  }
}
