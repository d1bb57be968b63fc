// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.rules.InForce;
import backbone.engine.rules.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Which policies judge which traces, and since when operations are noted. Of one thread. */
final class Versions {

  private final PolicyTimes times;
  private final InForce<PolicySet> deciding;
  private Timeline<PolicySet> looked;
  private long operationsFromMs;

  Versions(PolicyTimes times) {
    this.times = times;
    deciding = new InForce<>(times.later(), times.before());
  }

  /** The policies that judge a trace, by its first arrival. */
  PolicySet at(long firstArrivalMs) {
    return deciding.at(firstArrivalMs);
  }

  /** All policies that ever judge, as far as is known. */
  List<PolicySet> all() {
    List<PolicySet> all = new ArrayList<>(List.of(times.before()));
    times.later().get().entries().forEach(entry -> all.add(entry.version()));
    return all;
  }

  /**
   * Operations are noted from the first arrival at which anybody asked for new ones, and then for
   * ever: a version without that policy in between must not make all of them new again.
   */
  long operationsFromMs() {
    Timeline<PolicySet> now = times.later().get();
    if (now != looked) {
      looked = now;
      operationsFromMs = asks(times.before()) ? Long.MIN_VALUE : firstAsked(now);
    }
    return operationsFromMs;
  }

  private static long firstAsked(Timeline<PolicySet> timeline) {
    return timeline.entries().stream()
        .filter(entry -> asks(entry.version()))
        .mapToLong(Timeline.Entry::fromMs)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static boolean asks(PolicySet policies) {
    return policies.policies().stream().anyMatch(policy -> policy instanceof Policy.NewOperation);
  }
}
