// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Values that a task has masked since its last commit. Of one stream thread. */
public final class MaskTally {

  /** A rule, and the service in whose data it fired. */
  record Place(String service, String rule) {}

  private static final int PLACES_MAX = 10_000;

  private final Map<Place, Long> counts = new HashMap<>();

  /** Counts values; a service that does not name itself is null or empty. */
  public void add(String service, String rule, long count) {
    String name = service == null ? "" : service;
    boolean room = counts.size() < PLACES_MAX;
    counts.merge(new Place(room ? name : MaskedValues.OTHER, rule), count, Long::sum);
  }

  void drain(BiConsumer<Place, Long> committed) {
    counts.forEach(committed);
    counts.clear();
  }
}
