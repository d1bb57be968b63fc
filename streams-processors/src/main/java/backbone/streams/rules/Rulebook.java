// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.rules.Timeline;
import backbone.engine.rules.Timeline.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All versions in the order of the topic, and what follows from them. Immutable. Bounded: beyond
 * {@link #CHARS_MAX} characters of a kind the versions of longest ago are forgotten, and the oldest
 * one left stands for them.
 */
public final class Rulebook {

  /** Text of one kind, in characters; a usual version has a thousand. */
  static final int CHARS_MAX = 4 << 20;

  /** Without any version. */
  public static final Rulebook EMPTY = new Rulebook(Map.of());

  private final Map<String, Kind> kinds;

  /** The versions of one kind. */
  private record Kind(List<Applied> versions, Timeline<Object> timeline, boolean forgetful) {

    /** Of all versions that are known, and whether older ones were forgotten before. */
    static Kind of(List<Applied> all, boolean forgetful) {
      List<Applied> versions = new ArrayList<>(all);
      long chars = versions.stream().mapToLong(one -> one.rules().text().length()).sum();
      boolean forgot = forgetful;
      while (chars > CHARS_MAX) {
        Applied oldest =
            versions.stream().min(Comparator.comparingLong(Applied::effectiveMs)).orElseThrow();
        versions.remove(oldest);
        chars -= oldest.rules().text().length();
        forgot = true;
      }
      return new Kind(List.copyOf(versions), timeline(versions, forgot), forgot);
    }

    private static Timeline<Object> timeline(List<Applied> versions, boolean forgot) {
      List<Entry<Object>> entries = new ArrayList<>();
      versions.forEach(v -> entries.add(new Entry<>(v.effectiveMs(), v.rules().rules())));
      Timeline<Object> timeline = Timeline.of(entries);
      if (!forgot) {
        return timeline;
      }
      List<Entry<Object>> fromTheBeginning = new ArrayList<>(timeline.entries());
      fromTheBeginning.set(0, new Entry<>(Long.MIN_VALUE, fromTheBeginning.get(0).version()));
      return Timeline.of(fromTheBeginning);
    }
  }

  private Rulebook(Map<String, Kind> kinds) {
    this.kinds = kinds;
  }

  /** The same with more versions, in the order of the topic. */
  Rulebook with(List<Applied> more) {
    Map<String, List<Applied>> added = new HashMap<>();
    more.forEach(one -> added.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one));
    Map<String, Kind> now = new HashMap<>(kinds);
    added.forEach(
        (name, versions) -> {
          List<Applied> all = new ArrayList<>(versions(name));
          all.addAll(versions);
          Kind known = kinds.get(name);
          now.put(name, Kind.of(all, known != null && known.forgetful()));
        });
    return more.isEmpty() ? this : new Rulebook(Map.copyOf(now));
  }

  /** What is in force when; the same object as long as no version of this kind was added. */
  @SuppressWarnings("unchecked")
  public <T> Timeline<T> timeline(RuleKind<T> kind) {
    Kind known = kinds.get(kind.name());
    return known == null ? Timeline.none() : (Timeline<T>) known.timeline();
  }

  /** Versions of a kind in the order of the topic. */
  public List<Applied> versions(String name) {
    Kind known = kinds.get(name);
    return known == null ? List.of() : known.versions();
  }

  /** The version of a kind that is in force at a time. */
  public Optional<Applied> inForce(String name, long ms) {
    Applied found = null;
    for (Applied version : versions(name)) {
      boolean begun = version.effectiveMs() <= ms;
      if (begun && (found == null || version.effectiveMs() >= found.effectiveMs())) {
        found = version;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Versions of a kind that come into force after a time, in the order in which they do. */
  public List<Applied> pending(String name, long ms) {
    List<Applied> pending = new ArrayList<>();
    for (Applied version : versions(name)) {
      if (version.effectiveMs() > ms) {
        pending.removeIf(earlier -> earlier.effectiveMs() == version.effectiveMs());
        pending.add(version);
      }
    }
    pending.sort(Comparator.comparingLong(Applied::effectiveMs));
    return pending;
  }
}
