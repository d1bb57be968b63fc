// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import backbone.launcher.connect.ConnectRest.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connectors of a worker as they should be. The settings are put once, when the worker is
 * up, so that workers whose files differ, as in a roll-out, do not undo each other's for ever; what
 * failed is started again, later each time.
 */
final class Keeper {

  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  private static final long BACKOFF_FIRST_MS = 2_000;
  private static final long BACKOFF_MAX_MS = 300_000;

  /** What ran this long has recovered: its next restart waits the shortest time again. */
  private static final long RECOVERED_MS = 600_000;

  /** When a connector was started again, and how long the next time waits. */
  private record Restart(long atMs, long waitMs) {}

  private final ConnectRest rest;
  private final Map<String, Map<String, String>> wanted;
  private final List<String> unwanted;
  private final Clock clock;
  private final Map<String, Restart> restarts = new HashMap<>();
  private boolean put;

  Keeper(ConnectRest rest, ConnectConfig config, Clock clock) {
    this.rest = rest;
    this.wanted = config.connectors();
    this.unwanted = config.unwanted();
    this.clock = clock;
  }

  /**
   * Looks once, and does what is needed.
   *
   * @return the wanted connectors that are there, by name
   * @throws IOException while the worker does not answer
   * @throws RefusedException when it does not take a connector
   */
  Map<String, ConnectorState> round() throws IOException, InterruptedException {
    Map<String, ConnectorState> states = rest.states();
    for (Map.Entry<String, Map<String, String>> connector : wanted.entrySet()) {
      put(connector.getKey(), connector.getValue(), states.get(connector.getKey()));
    }
    if (!put) {
      for (String name : unwanted) {
        if (states.containsKey(name)) {
          rest.delete(name);
          log.info("Removed the connector, as it is not wanted any more. name={}", name);
        }
      }
    }
    put = true;
    Map<String, ConnectorState> ours = new TreeMap<>(states);
    ours.keySet().retainAll(wanted.keySet());
    for (Map.Entry<String, ConnectorState> state : ours.entrySet()) {
      if (state.getValue().failed()) {
        restart(state.getKey(), state.getValue().failure());
      }
    }
    return ours;
  }

  private void put(String name, Map<String, String> config, ConnectorState there)
      throws IOException, InterruptedException {
    if (there == null || (!put && !there.has(config))) {
      rest.put(name, config);
      log.info("Put the connector. name={}", name);
    }
  }

  private void restart(String name, String failure) throws IOException, InterruptedException {
    long now = clock.millis();
    Restart last = restarts.getOrDefault(name, new Restart(now - RECOVERED_MS, 0));
    if (now - last.atMs() < last.waitMs()) {
      return;
    }
    long ranMs = now - last.atMs();
    long waitMs =
        ranMs >= Math.max(RECOVERED_MS, last.waitMs())
            ? BACKOFF_FIRST_MS
            : Math.min(BACKOFF_MAX_MS, Math.max(BACKOFF_FIRST_MS, last.waitMs() * 2));
    restarts.put(name, new Restart(now, waitMs));
    log.warn("Starts the connector again. name={} next_ms={} failure={}", name, waitMs, failure);
    rest.restartFailed(name);
  }
}
