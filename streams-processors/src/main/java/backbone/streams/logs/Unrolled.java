// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.NormalizerOutput;
import backbone.schema.LogEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what the engine made of one record until it has finished, so that a fault half-way leaves
 * nothing behind. Of one thread; reused.
 */
final class Unrolled implements NormalizerOutput {

  /** What can come out of a record. */
  sealed interface Item permits Event, Dead, Dropped {}

  record Event(LogEvent event) implements Item {}

  record Dead(String faultClass, String reason, String excerpt) implements Item {}

  record Dropped(String reason) implements Item {}

  private final List<Item> items = new ArrayList<>();

  @Override
  public void event(LogEvent event) {
    items.add(new Event(event));
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt) {
    items.add(new Dead(faultClass, reason, maskedExcerpt));
  }

  @Override
  public void dropped(String reason) {
    items.add(new Dropped(reason));
  }

  List<Item> items() {
    return items;
  }

  void clear() {
    items.clear();
  }
}
