// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.trial;

import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.RawLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the events of a sample differ between two sets of rules. Values that are shown are masked by
 * the built-in rules once more: rules under trial may show what must not be seen on a screen.
 */
public final class Trial {

  /** What stands where nothing was or is. */
  static final String ABSENT = "(absent)";

  /** What stands for values that differ only in what must not be shown. */
  static final String HIDDEN = "(differs in what the built-in rules mask)";

  private static final int FIELDS_MAX = 1_000;

  private final Masker masker = Masker.standard();
  private final MaskCounter ignored = new MaskCounter();
  private final int records;
  private final int examplesMax;
  private final Made before;
  private final Made after;
  private final Map<String, Long> fields = new TreeMap<>();
  private final List<Example> examples = new ArrayList<>();
  private int changed;
  private int gone;
  private int added;

  /**
   * An event that differs.
   *
   * @param origin its identity
   * @param changes those fields that differ
   */
  record Example(String origin, List<Change> changes) {}

  /** A field that differs; both values are masked. */
  record Change(String field, String before, String after) {}

  /** Counts before and after. */
  record Counts(Map<String, Long> before, Map<String, Long> after) {

    SortedSet<String> names() {
      SortedSet<String> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      return names;
    }
  }

  private Trial(int records, int examplesMax, Made before, Made after) {
    this.records = records;
    this.examplesMax = examplesMax;
    this.before = before;
    this.after = after;
  }

  /** Runs both over the sample. */
  public static Trial of(
      List<RawLog> sample, Normalizer before, Normalizer after, int examplesMax) {
    Trial trial =
        new Trial(sample.size(), examplesMax, Made.of(sample, before), Made.of(sample, after));
    trial.compare();
    return trial;
  }

  private void compare() {
    before.documents.forEach(
        (origin, old) -> {
          Map<String, String> now = after.documents.get(origin);
          if (now == null) {
            gone++;
            example(origin, old, Map.of());
          } else if (!old.equals(now)) {
            changed++;
            count(old, now);
            example(origin, old, now);
          }
        });
    after.documents.forEach(
        (origin, now) -> {
          if (!before.documents.containsKey(origin)) {
            added++;
            example(origin, Map.of(), now);
          }
        });
  }

  private void count(Map<String, String> old, Map<String, String> now) {
    for (String field : names(old, now)) {
      boolean differs = !Objects.equals(old.get(field), now.get(field));
      if (differs && (fields.containsKey(field) || fields.size() < FIELDS_MAX)) {
        fields.merge(field, 1L, Long::sum);
      }
    }
  }

  private void example(String origin, Map<String, String> old, Map<String, String> now) {
    if (examples.size() >= examplesMax) {
      return;
    }
    List<Change> changes = new ArrayList<>();
    boolean both = !old.isEmpty() && !now.isEmpty();
    for (String field : both ? names(old, now) : Set.of("message")) {
      if (!Objects.equals(old.get(field), now.get(field))) {
        changes.add(change(field, old.get(field), now.get(field)));
      }
    }
    examples.add(new Example(origin.substring(origin.indexOf(' ') + 1), changes));
  }

  private Change change(String field, String old, String now) {
    String shownOld = shown(field, old);
    String shownNow = shown(field, now);
    return shownOld.equals(shownNow)
        ? new Change(shown("", field), HIDDEN, HIDDEN)
        : new Change(shown("", field), shownOld, shownNow);
  }

  private String shown(String field, String value) {
    String key = field.startsWith("attributes.") ? field.substring(11) : field;
    return value == null ? ABSENT : masker.mask(key, value, ignored);
  }

  private static SortedSet<String> names(Map<String, String> old, Map<String, String> now) {
    SortedSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    return names;
  }

  int records() {
    return records;
  }

  int eventsBefore() {
    return before.documents.size();
  }

  int eventsAfter() {
    return after.documents.size();
  }

  /** Events that both make, but not the same. */
  int changed() {
    return changed;
  }

  /** Events that only the old rules make. */
  int gone() {
    return gone;
  }

  /** Events that only the new rules make. */
  int added() {
    return added;
  }

  /** How many of the changed events differ in a field. */
  Map<String, Long> fields() {
    Map<String, Long> shown = new TreeMap<>();
    fields.forEach((field, count) -> shown.merge(shown("", field), count, Long::sum));
    return shown;
  }

  Counts masked() {
    return new Counts(before.masked, after.masked);
  }

  Counts dropped() {
    return new Counts(before.dropped, after.dropped);
  }

  Counts dead() {
    return new Counts(before.dead, after.dead);
  }

  Counts formats() {
    return new Counts(before.formats, after.formats);
  }

  List<Example> examples() {
    return examples;
  }
}
