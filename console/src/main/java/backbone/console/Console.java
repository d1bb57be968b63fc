// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.ProgressWatch.Reading;
import backbone.console.alerts.AlertsApi;
import backbone.console.alerts.RunbookApi;
import backbone.console.http.ConsoleServer;
import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.logs.LogsApi;
import backbone.console.metrics.MetricsApi;
import backbone.console.pipeline.PipelineApi;
import backbone.console.pipeline.PipelineWatch;
import backbone.console.store.Store;
import backbone.console.store.StoreFaults;
import backbone.console.traces.TracesApi;
import backbone.service.Health;
import backbone.service.Part;
import backbone.service.Probes;
import backbone.service.SettingsException;
import backbone.service.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The running console: page, API and the watches on the pipeline. */
final class Console implements Part {

  private final ConsoleConfig config;
  private final Surroundings surroundings;
  private final Signals signals;
  private final Store store;
  private final ProgressWatch watch;
  private final StoreWatch storeWatch;
  private final PipelineWatch pipeline;
  private final Clock clock = Clock.systemUTC();
  private final Probes probes = Probes.of(this, () -> false);
  private ConsoleServer server;

  Console(ConsoleConfig config, Surroundings surroundings, PrometheusRegistry metrics) {
    this.config = config;
    this.surroundings = surroundings;
    this.signals = Signals.of(metrics, "console");
    this.store = new Store(config.elasticsearch(), config.indices().logs());
    this.storeWatch = new StoreWatch(store::answers);
    this.watch = new ProgressWatch(surroundings.progress()::read, clock);
    this.pipeline = new PipelineWatch(surroundings.pipeline(), clock);
  }

  @Override
  public void start() throws IOException {
    try {
      server = ConsoleServer.start(config.entry(), this::probe, handlers());
    } catch (BindException e) {
      throw new SettingsException(
          List.of(
              "%s=%s:%d is taken by another process. Stop that one, or set another port."
                  .formatted(
                      ConsoleKeys.ADDRESS_CONFIG,
                      config.entry().address().getHostString(),
                      config.entry().address().getPort())));
    }
    watch.start();
    storeWatch.start();
    pipeline.start();
  }

  /** Where the page is, once started. */
  InetSocketAddress address() {
    return server.address();
  }

  @Override
  public Health health() {
    if (server == null) {
      return Health.starting("The page is not served yet.");
    }
    return storeWatch.answers()
        ? Health.healthy("The page is served and Elasticsearch answers.")
        : Health.degraded("The page is served, Elasticsearch does not answer yet.");
  }

  @Override
  public Optional<String> stuck() {
    return server == null ? Optional.empty() : storeWatch.stuck();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    storeWatch.close();
    watch.close();
    pipeline.close();
    surroundings.close();
    store.close();
  }

  private List<Handler> handlers() {
    Store spans = store.over(config.indices().spans());
    Store metrics = store.over(config.indices().metrics());
    return List.of(
        this::count,
        PageFiles.handler(),
        new ProgressApi(watch, clock),
        new PipelineApi(() -> watch.reading().map(Reading::progress), pipeline),
        new AlertsApi(surroundings.alerts(), config.alerting().grafana(), clock),
        new RunbookApi(),
        new StoreFaults(new TracesApi(spans, store, surroundings.decisions(), clock)),
        new StoreFaults(new MetricsApi(metrics, store, clock)),
        new LogsApi(store, watch::completeUpTo, clock));
  }

  private Optional<Reply> count(Request request) {
    signals.received(1);
    return Optional.empty();
  }

  private Optional<Reply> probe(Request request) {
    Probes.Answer answer =
        switch (request.path()) {
          case "/health" -> probes.asHealth();
          case "/ready" -> probes.asReady();
          case "/live" -> probes.asLive();
          default -> null;
        };
    return Optional.ofNullable(answer).map(told -> Reply.json(told.status(), told.json()));
  }
}
