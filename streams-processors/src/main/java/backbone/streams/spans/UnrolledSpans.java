// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.engine.spans.SpanOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds what the engine made of one record until it has finished, so that a fault half-way leaves
 * nothing behind. Of one thread; reused.
 */
final class UnrolledSpans implements SpanOutput {

  /** What can come out of a record; each stands for a number of spans. */
  sealed interface Item permits Trace, Dead, Dropped {
    int spans();
  }

  record Trace(String traceId, byte[] data, int spans) implements Item {}

  record Dead(String faultClass, String reason, String excerpt, int spans) implements Item {}

  record Dropped(String reason, int spans) implements Item {}

  /** How often each masking rule fired in the data of a service. */
  record Masks(String service, Map<String, Long> counts) {}

  private final List<Item> items = new ArrayList<>();
  private final List<Masks> masks = new ArrayList<>();

  @Override
  public void trace(String traceId, byte[] tracesData, int spans) {
    items.add(new Trace(traceId, tracesData, spans));
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt, int spans) {
    items.add(new Dead(faultClass, reason, maskedExcerpt, spans));
  }

  @Override
  public void dropped(String reason, int spans) {
    items.add(new Dropped(reason, spans));
  }

  @Override
  public void masked(String service, Map<String, Long> counts) {
    masks.add(new Masks(service, counts));
  }

  List<Masks> masks() {
    return masks;
  }

  List<Item> items() {
    return items;
  }

  /** Spans of all items together. */
  int spans() {
    return items.stream().mapToInt(Item::spans).sum();
  }

  /** Whether nothing came out but dead letters. */
  boolean dead() {
    return items.stream().allMatch(Dead.class::isInstance);
  }

  void clear() {
    items.clear();
    masks.clear();
  }
}
