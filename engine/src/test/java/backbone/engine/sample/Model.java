// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.sample.Fragments.Sketch;
import backbone.engine.sample.World.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What sampling means, written down without regard to memory, order or speed: the oracle. */
final class Model {

  private final Map<String, List<Event>> traces = new HashMap<>();
  private final Map<String, Event> firstOfOperation = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  Model(World world) {
    Comparator<Event> byArrival =
        Comparator.comparingLong(Event::arrivalMs)
            .thenComparing(event -> id(event.high(), event.low()));
    for (Event event : world.events()) {
      traces.computeIfAbsent(id(event.high(), event.low()), id -> new ArrayList<>()).add(event);
      for (Sketch span : event.spans()) {
        firstOfOperation.merge(
            span.service() + " " + span.name(),
            event,
            (a, b) -> byArrival.compare(a, b) <= 0 ? a : b);
      }
    }
  }

  /** One line per decision, in order. */
  List<String> decisions() {
    TreeMap<String, String> ordered = new TreeMap<>();
    traces.forEach((id, events) -> ordered.put(firstMs(events) + " " + id, id));
    List<String> decisions = new ArrayList<>();
    ordered.values().forEach(id -> decisions.add(decide(id, traces.get(id))));
    return decisions;
  }

  static String line(TraceDecision decision) {
    TraceSummary seen = decision.trace();
    return decision.traceId()
        + " "
        + decision.fate()
        + " "
        + decision.firstArrivalMs()
        + " "
        + seen.spans()
        + " "
        + seen.service()
        + " "
        + seen.rootName()
        + " "
        + seen.durationNano();
  }

  private String decide(String id, List<Event> all) {
    long first = firstMs(all);
    List<Event> onTime =
        all.stream().filter(event -> event.arrivalMs() <= first + World.WAIT_MS).toList();
    List<Sketch> spans = onTime.stream().flatMap(event -> event.spans().stream()).toList();
    Sketch root = spans.stream().min(ROOT_ORDER).orElseThrow();
    long start = spans.stream().mapToLong(Sketch::startMs).min().orElseThrow();
    long end = spans.stream().mapToLong(Sketch::endMs).max().orElseThrow();
    Fate fate = fate(onTime, spans, root, first, end - start);
    return id
        + " "
        + fate
        + " "
        + first
        + " "
        + spans.size()
        + " "
        + root.service()
        + " "
        + root.name()
        + " "
        + (end - start) * Fragments.NANOS_PER_MS;
  }

  private Fate fate(
      List<Event> onTime, List<Sketch> spans, Sketch root, long firstMs, long durationMs) {
    boolean isNew =
        onTime.stream()
            .anyMatch(
                event ->
                    event.spans().stream()
                        .anyMatch(
                            span ->
                                firstOfOperation
                                    .get(span.service() + " " + span.name())
                                    .equals(event)));
    if (spans.stream().anyMatch(Sketch::error)) {
      return new Fate(Fate.State.KEPT, "errors", "0");
    }
    if (durationMs > 1_000) {
      return new Fate(Fate.State.KEPT, "slow", "0");
    }
    if (isNew) {
      return new Fate(Fate.State.KEPT, "new", "0");
    }
    if (places.merge(root.service() + " " + firstMs / 2_000, 1, Integer::sum) <= 2) {
      return new Fate(Fate.State.KEPT, "first", "0");
    }
    return (onTime.get(0).low() & ((1L << 56) - 1)) >= 1L << 55
        ? new Fate(Fate.State.KEPT, "rest", "8")
        : new Fate(Fate.State.DROPPED, "rest", "");
  }

  private static final Comparator<Sketch> ROOT_ORDER =
      Comparator.<Sketch>comparingInt(span -> span.parent() == 0 ? 0 : 1)
          .thenComparingLong(Sketch::startMs)
          .thenComparingLong(Sketch::id)
          .thenComparing(Sketch::service)
          .thenComparing(Sketch::name);

  private static long firstMs(List<Event> events) {
    return events.stream().mapToLong(Event::arrivalMs).min().orElseThrow();
  }

  private static String id(long high, long low) {
    return "%016x%016x".formatted(high, low);
  }
}
