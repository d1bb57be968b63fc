// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.BindException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one part in this process until the process is asked to stop. */
public final class PartRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PartRunner.class);

  private PartRunner() {}

  /**
   * Starts the part, serves its probes and metrics at the setting {@code <part>.metrics.address}
   * (none when empty or not declared), and returns after SIGTERM or SIGINT closed it. From that
   * signal on it is not ready; past {@code <part>.stop.timeout.ms} the process ends by force.
   *
   * @throws Exception when the part cannot start
   */
  public static void run(PartFactory factory, Settings settings) throws Exception {
    PrometheusRegistry metrics = new PrometheusRegistry();
    try (Part part = create(factory, settings, metrics)) {
      Stop stop =
          new Stop(
              part,
              factory.name(),
              settings.millis(factory.stopTimeoutKey()),
              Runtime.getRuntime()::halt);
      try (AutoCloseable served = serve(factory, settings, metrics, Probes.of(part, stop::asked))) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        part.start();
        LOG.info("Started. part={}", factory.name());
        stop.await();
      }
    }
  }

  /** Parts name the values they do not like; here the references come back in their place. */
  static Part create(PartFactory factory, Settings settings, PrometheusRegistry metrics) {
    try {
      return factory.create(settings, metrics);
    } catch (SettingsException e) {
      throw new SettingsException(e.problems().stream().map(settings::masked).toList());
    }
  }

  private static AutoCloseable serve(
      PartFactory factory, Settings settings, PrometheusRegistry metrics, Probes probes)
      throws Exception {
    String key = factory.name() + ".metrics.address";
    if (!factory.config().names().contains(key) || settings.string(key).isBlank()) {
      return () -> {};
    }
    try {
      return HealthServer.start(settings.string(key), metrics, probes);
    } catch (BindException e) {
      throw new SettingsException(
          List.of(
              settings.shown(key)
                  + " is taken by another process. Stop that one, or set another port."));
    }
  }
}
