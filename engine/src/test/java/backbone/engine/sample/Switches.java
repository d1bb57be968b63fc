// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.rules.Timeline;
import backbone.engine.rules.Timeline.Entry;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies that replace each other: as the sampler gets them, and naively for the model. */
final class Switches {

  private static final long HALF = 1L << 55;

  private static final Version FULL =
      new Version(
          """
          policies:
            - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
            - {name: slow, type: latency, latency: {threshold_ms: 1000}}
            - {name: new, type: new_operation}
            - {name: first, type: first_per_service, first_per_service: {traces: 2, per: 2s}}
            - {name: rest, type: probabilistic, probabilistic: {sampling_percentage: 50}}
          """,
          Rule.of("errors"),
          Rule.of("slow"),
          Rule.of("new"),
          Rule.first(2, 2_000),
          Rule.rest(HALF, "8"));

  /** Asks for no new operations, and counts on in the same periods. */
  private static final Version LEAN =
      new Version(
          """
          policies:
            - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
            - {name: first, type: first_per_service, first_per_service: {traces: 1, per: 2s}}
            - {name: rest, type: probabilistic, probabilistic: {sampling_percentage: 25}}
          """,
          Rule.of("errors"),
          Rule.first(1, 2_000),
          Rule.rest(HALF + HALF / 2, "c"));

  /** Counts in other periods, and keeps no share of the rest. */
  private static final Version OTHER =
      new Version(
          """
          policies:
            - {name: new, type: new_operation}
            - {name: first, type: first_per_service, first_per_service: {traces: 3, per: 3s}}
            - {name: slow, type: latency, latency: {threshold_ms: 1000}}
          """,
          Rule.of("new"),
          Rule.first(3, 3_000),
          Rule.of("slow"));

  private static final List<Version> VERSIONS = List.of(FULL, LEAN, OTHER);

  /** What a policy means, where its name does not say all. */
  record Rule(String name, int traces, long perMs, long rejectedBelow, String threshold) {

    static Rule of(String name) {
      return new Rule(name, 0, 0, 0, "0");
    }

    static Rule first(int traces, long perMs) {
      return new Rule("first", traces, perMs, 0, "0");
    }

    static Rule rest(long rejectedBelow, String threshold) {
      return new Rule("rest", 0, 0, rejectedBelow, threshold);
    }
  }

  /** The same policies twice. */
  record Version(PolicySet policies, List<Rule> rules) {

    Version(String text, Rule... rules) {
      this(read(text), List.of(rules));
    }

    boolean asksForOperations() {
      return rules.stream().anyMatch(rule -> rule.name().equals("new"));
    }

    private static PolicySet read(String text) {
      try {
        return PolicySet.read(new StringReader(text), "test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Version before;
  private final List<Entry<Version>> added;

  private Switches(Version before, List<Entry<Version>> added) {
    this.before = before;
    this.added = added;
  }

  static Switches none() {
    return new Switches(FULL, List.of());
  }

  /** Up to five at any time of a world, some of them at the same. */
  static Switches random(Random random) {
    List<Entry<Version>> added = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      long ms = World.START_MS + random.nextInt(World.SPAN_OF_TIME_MS + 2_000) - 500;
      Version version = VERSIONS.get(random.nextInt(VERSIONS.size()));
      boolean tie = !added.isEmpty() && random.nextInt(5) == 0;
      added.add(new Entry<>(tie ? added.get(added.size() - 1).fromMs() : ms, version));
    }
    return new Switches(VERSIONS.get(random.nextInt(VERSIONS.size())), List.copyOf(added));
  }

  PolicySet before() {
    return before.policies();
  }

  /**
   * All that must be known when something arrives, and with {@code more} some of what is coming.
   */
  Timeline<PolicySet> known(long arrivalMs, boolean more) {
    List<Entry<PolicySet>> known = new ArrayList<>();
    for (Entry<Version> entry : added) {
      if (entry.fromMs() <= arrivalMs || more) {
        known.add(new Entry<>(entry.fromMs(), entry.version().policies()));
      }
    }
    return Timeline.of(known);
  }

  Version at(long ms) {
    Entry<Version> found = new Entry<>(Long.MIN_VALUE, before);
    for (Entry<Version> entry : added) {
      if (entry.fromMs() <= ms && entry.fromMs() >= found.fromMs()) {
        found = entry;
      }
    }
    return found.version();
  }

  /** From here on it matters which operations there are. */
  long operationsFromMs() {
    long from = before.asksForOperations() ? Long.MIN_VALUE : Long.MAX_VALUE;
    for (Entry<Version> entry : added) {
      if (at(entry.fromMs()).asksForOperations()) {
        from = Math.min(from, entry.fromMs());
      }
    }
    return from;
  }
}
