// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.TraceDecision;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What a task did since it began, besides the books of the spans. Mutable and of one thread. */
final class SamplingCounts {

  /** Policy and whether it kept. */
  record Verdict(String policy, boolean keep) {}

  long early;
  long lateSpans;
  long violations;
  long jumps;
  private final Map<Verdict, Long> verdicts = new HashMap<>();
  private final Map<Fragment.Kind, Long> refused = new EnumMap<>(Fragment.Kind.class);

  void decided(TraceDecision made) {
    verdicts.merge(new Verdict(made.fate().policy(), made.keep()), 1L, Long::sum);
    if (made.early()) {
      early++;
    }
  }

  /** A record that is neither spans nor control. */
  void refused(Fragment.Kind kind) {
    refused.merge(kind, 1L, Long::sum);
  }

  Map<Verdict, Long> verdicts() {
    return Map.copyOf(verdicts);
  }

  Map<Fragment.Kind, Long> refused() {
    return Map.copyOf(refused);
  }
}
