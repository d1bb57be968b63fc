// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The four counters that every part has: {@code telemetry_<part>_received_total}, {@code
 * _sent_total}, {@code _dropped_total{reason}} and {@code _errors_total{stage}}. What was received
 * is at last sent or dropped; an error alone loses nothing. Alert on any drop whose reason you did
 * not ask for.
 */
public final class Signals {

  private final Counter received;
  private final Counter sent;
  private final Counter dropped;
  private final Counter errors;

  private Signals(PrometheusRegistry registry, String part) {
    String prefix = "telemetry_" + part + "_";
    received =
        Counter.builder()
            .name(prefix + "received_total")
            .help("Items taken in.")
            .register(registry);
    sent =
        Counter.builder().name(prefix + "sent_total").help("Items handed on.").register(registry);
    dropped =
        Counter.builder()
            .name(prefix + "dropped_total")
            .help("Items left out, by reason.")
            .labelNames("reason")
            .register(registry);
    errors =
        Counter.builder()
            .name(prefix + "errors_total")
            .help("Faults, by stage: receiving, processing or sending.")
            .labelNames("stage")
            .register(registry);
  }

  /**
   * Registers the counters of a part.
   *
   * @param part lower case with underscores, such as {@code es_sink}
   */
  public static Signals of(PrometheusRegistry registry, String part) {
    return new Signals(registry, part);
  }

  public void received(long n) {
    received.inc(n);
  }

  public void sent(long n) {
    sent.inc(n);
  }

  /** Counts what is left out; the reasons of a part are a small fixed set. */
  public void dropped(String reason, long n) {
    dropped.labelValues(reason).inc(n);
  }

  /** Counts one fault; the stage is {@code receiving}, {@code processing} or {@code sending}. */
  public void errors(String stage) {
    errors.labelValues(stage).inc();
  }
}
