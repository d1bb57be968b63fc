// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.List;

/** A format of a user. Immutable. */
public final class LineFormat {

  private final String name;
  private final When when;
  private final LineMatcher matcher;
  private final List<Slot> slots;
  private final TimeFormat time;
  private final List<LineTest> tests;

  /**
   * Where a value goes.
   *
   * @param field null for an attribute
   * @param attribute name of the attribute, or of the field
   * @param type of an attribute
   */
  public record Slot(EventField field, String attribute, ValueType type) {}

  /**
   * What a format is made of.
   *
   * @param when which lines it is tried on
   * @param matcher takes a line apart
   * @param slots one for each of the matcher's keys
   * @param time how the time is written
   */
  record Parts(When when, LineMatcher matcher, List<Slot> slots, TimeFormat time) {}

  LineFormat(String name, Parts parts, List<LineTest> tests) {
    this.name = name;
    this.when = parts.when();
    this.matcher = parts.matcher();
    this.slots = List.copyOf(parts.slots());
    this.time = parts.time();
    this.tests = List.copyOf(tests);
  }

  /** The same for all lines. */
  LineFormat everywhere() {
    When always = When.of(Globs.ANY, Globs.ANY, "");
    return new LineFormat(name, new Parts(always, matcher, slots, time), tests);
  }

  /** Stands in {@code parse.format} of events that it fits. */
  public String name() {
    return name;
  }

  /** Whether lines of this sender may have it; each may be null. */
  public boolean isFrom(String service, String path) {
    return when.isFrom(service, path);
  }

  /** A service that it is for, or null where that does not matter. */
  public String exampleService() {
    return when.services().example();
  }

  /** A file that it is for, or null where that does not matter. */
  public String examplePath() {
    return when.paths().example();
  }

  /** Takes a line apart; null when it has another format. */
  public Captures match(byte[] b, int from, int to) {
    return when.begins(b, from, to) ? matcher.match(b, from, to) : null;
  }

  /** Where the values of a match go, in their order. */
  public List<Slot> slots() {
    return slots;
  }

  /** How its time is written. */
  public TimeFormat time() {
    return time;
  }

  /** Examples that the file gives. */
  public List<LineTest> tests() {
    return tests;
  }

  void canonical(Canonical text) {
    text.add(name);
    when.canonical(text);
    matcher.canonical(text);
    text.add(slots.size());
    for (Slot slot : slots) {
      text.add(slot.field() == null ? null : slot.field().label());
      text.add(slot.attribute()).add(slot.type().label());
    }
    time.canonical(text);
  }
}
