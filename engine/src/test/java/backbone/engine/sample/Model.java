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

  private final Switches switches;
  private final Map<String, List<Event>> traces = new HashMap<>();
  private final Map<String, Event> firstOfOperation = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  Model(World world, Switches switches) {
    this.switches = switches;
    Comparator<Event> byArrival =
        Comparator.comparingLong(Event::arrivalMs)
            .thenComparing(event -> id(event.high(), event.low()));
    for (Event event : world.events()) {
      traces.computeIfAbsent(id(event.high(), event.low()), id -> new ArrayList<>()).add(event);
      if (event.arrivalMs() < switches.operationsFromMs()) {
        continue;
      }
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
        + decision.rulesVersion()
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
        + switches.at(first).policies().version()
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
                                event.equals(
                                    firstOfOperation.get(span.service() + " " + span.name()))));
    boolean failed = spans.stream().anyMatch(Sketch::error);
    long random = onTime.get(0).low() & ((1L << 56) - 1);
    for (Switches.Rule rule : switches.at(firstMs).rules()) {
      boolean matches =
          switch (rule.name()) {
            case "errors" -> failed;
            case "slow" -> durationMs > 1_000;
            case "new" -> isNew;
            case "first" -> takePlace(root.service(), firstMs, rule);
            default -> random >= rule.rejectedBelow();
          };
      if (matches) {
        return new Fate(Fate.State.KEPT, rule.name(), rule.threshold());
      }
    }
    return new Fate(Fate.State.DROPPED, last(switches.at(firstMs).rules()), "");
  }

  /** Versions that count in the same periods count together. */
  private boolean takePlace(String service, long firstMs, Switches.Rule rule) {
    String place = service + " " + rule.perMs() + " " + firstMs / rule.perMs();
    if (places.getOrDefault(place, 0) >= rule.traces()) {
      return false;
    }
    places.merge(place, 1, Integer::sum);
    return true;
  }

  private static String last(List<Switches.Rule> rules) {
    return rules.get(rules.size() - 1).name();
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
