// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one part in this process until the process is asked to stop. */
public final class PartRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PartRunner.class);

  private PartRunner() {}

  /**
   * Starts the part, serves its health and metrics at the setting {@code <part>.metrics.address}
   * (none when empty or not declared), and returns after SIGTERM or SIGINT closed it.
   *
   * @throws Exception when the part cannot start
   */
  public static void run(PartFactory factory, Settings settings) throws Exception {
    PrometheusRegistry metrics = new PrometheusRegistry();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Part part = factory.create(settings, metrics);
        AutoCloseable served = serve(factory, settings, metrics, part)) {
      Thread hook = new Thread(() -> stop(factory, part, stopped), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      part.start();
      LOG.info("Started. part={}", factory.name());
      stopped.await();
    }
  }

  private static void stop(PartFactory factory, Part part, CountDownLatch stopped) {
    part.close();
    LOG.info("Stopped. part={}", factory.name());
    stopped.countDown();
  }

  private static AutoCloseable serve(
      PartFactory factory, Settings settings, PrometheusRegistry metrics, Part part)
      throws Exception {
    String key = factory.name() + ".metrics.address";
    if (!factory.config().names().contains(key) || settings.string(key).isBlank()) {
      return () -> {};
    }
    try {
      return HealthServer.start(settings.string(key), metrics, part::health);
    } catch (java.net.BindException e) {
      throw new SettingsException(
          java.util.List.of(
              key
                  + "="
                  + settings.string(key)
                  + " is taken by another process. Stop that one, or set another port."));
    }
  }
}
