// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.schema.LogEvent;
import java.util.List;

/** What is left out on purpose. Immutable. */
public final class Drops {

  static final Drops NONE = new Drops(Globs.ANY, List.of());

  private final Globs attributes;
  private final List<DropRule> events;

  Drops(Globs attributes, List<DropRule> events) {
    this.attributes = attributes;
    this.events = List.copyOf(events);
  }

  /** Whether attributes are left out at all. */
  public boolean anyAttribute() {
    return !attributes.isAny();
  }

  /** Whether an attribute is left out. */
  public boolean attribute(String name) {
    return attributes.one(name);
  }

  /**
   * Whether an event is left out. What stays of a share is decided by its trace, so that all lines
   * of a trace have the same fate, or by its identity where it has no trace.
   */
  public boolean event(LogEvent event) {
    if (events.isEmpty()) {
      return false;
    }
    String trace = event.getTraceId();
    DropRule.Facts facts =
        new DropRule.Facts(
            event.getServiceName(),
            event.getLevel(),
            event.getLogger(),
            event.getMessage(),
            trace == null ? event.getOriginId() : trace);
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).drops(facts)) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return attributes.all().size() + events.size();
  }

  void canonical(Canonical text) {
    attributes.canonical(text);
    text.add(events.size());
    events.forEach(rule -> rule.canonical(text));
  }
}
