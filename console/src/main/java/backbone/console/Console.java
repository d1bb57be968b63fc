// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.ProgressWatch.Reading;
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
import backbone.service.SettingsException;
import backbone.service.Signals;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private ConsoleServer server;

  Console(ConsoleConfig config, Surroundings surroundings, PrometheusRegistry metrics) {
    this.config = config;
    this.surroundings = surroundings;
    this.signals = Signals.of(metrics, "console");
    this.store = new Store(config.elasticsearchHosts(), config.indices().logs());
    this.storeWatch = new StoreWatch(store::answers);
    this.watch = new ProgressWatch(surroundings.progress()::read, clock);
    this.pipeline = new PipelineWatch(surroundings.pipeline(), clock);
  }

  @Override
  public void start() throws IOException {
    try {
      server = ConsoleServer.start(config.address(), handlers());
    } catch (BindException e) {
      throw new SettingsException(
          List.of(
              "%s=%s:%d is taken by another process. Stop that one, or set another port."
                  .formatted(
                      ConsolePart.ADDRESS_CONFIG,
                      config.address().getHostString(),
                      config.address().getPort())));
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
        this::healthReply,
        new ProgressApi(watch, clock),
        new PipelineApi(() -> watch.reading().map(Reading::progress), pipeline),
        new StoreFaults(new TracesApi(spans, store, surroundings.decisions(), clock)),
        new StoreFaults(new MetricsApi(metrics, store, clock)),
        new LogsApi(store, watch::completeUpTo, clock));
  }

  private Optional<Reply> count(Request request) {
    signals.received(1);
    return Optional.empty();
  }

  private Optional<Reply> healthReply(Request request) {
    if (!request.path().equals("/health")) {
      return Optional.empty();
    }
    Health health = health();
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("state", health.state().name()).put("detail", health.detail());
    return Optional.of(Reply.json(health.state() == Health.State.HEALTHY ? 200 : 503, view));
  }
}
