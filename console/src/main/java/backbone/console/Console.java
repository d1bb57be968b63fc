// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.ConsoleServer;
import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.http.StaticFiles;
import backbone.console.logs.LogStore;
import backbone.console.logs.LogsApi;
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

/** The running console: page, API and the watch on the pipeline's progress. */
final class Console implements Part {

  private static final List<String> PAGE =
      List.of(
          "index.html",
          "console.css",
          "icon.svg",
          "main.js",
          "state.js",
          "api.js",
          "time.js",
          "text.js",
          "histogram.js",
          "facets.js",
          "list.js",
          "event.js",
          "tail.js",
          "status.js",
          "empty.js",
          "keys.js",
          "range.js",
          "dom.js");

  private final ConsoleConfig config;
  private final ProgressSource progress;
  private final Signals signals;
  private final LogStore store;
  private final ProgressWatch watch;
  private final StoreWatch storeWatch;
  private final Clock clock = Clock.systemUTC();
  private ConsoleServer server;

  Console(ConsoleConfig config, ProgressSource progress, PrometheusRegistry metrics) {
    this.config = config;
    this.progress = progress;
    this.signals = Signals.of(metrics, "console");
    this.store = new LogStore(config.elasticsearchHosts(), config.indexPattern());
    this.storeWatch = new StoreWatch(store::answers);
    this.watch = new ProgressWatch(progress::read, clock);
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
    progress.close();
    store.close();
  }

  private List<Handler> handlers() {
    return List.of(
        this::count,
        new StaticFiles("/backbone/console/page/", PAGE, "index.html"),
        this::healthReply,
        new ProgressApi(watch, clock),
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
