// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.util.HashMap;
import java.util.Map;

/** Values that a task has masked since its last commit. Of one stream thread. */
public final class MaskTally {

  /** Takes how often a rule fired in a service's data. */
  interface Taker {
    void take(String service, String rule, long count);
  }

  private static final int SERVICES_MAX = 1_000;

  /** By service, then by rule; one number in an array, so that counting makes no object. */
  private final Map<String, Map<String, long[]>> counts = new HashMap<>();

  /** Counts values; a service that does not name itself is null or empty. */
  public void add(String service, String rule, long count) {
    Map<String, long[]> rules = counts.get(service == null ? "" : service);
    if (rules == null) {
      boolean room = counts.size() < SERVICES_MAX;
      String name = service == null ? "" : service;
      rules = counts.computeIfAbsent(room ? name : MaskedValues.OTHER, of -> new HashMap<>());
    }
    long[] number = rules.get(rule);
    if (number == null) {
      number = new long[1];
      rules.put(rule, number);
    }
    number[0] += count;
  }

  void drain(Taker committed) {
    counts.forEach(
        (service, rules) ->
            rules.forEach((rule, number) -> committed.take(service, rule, number[0])));
    counts.clear();
  }
}
