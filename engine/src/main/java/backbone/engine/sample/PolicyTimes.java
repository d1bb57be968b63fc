// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.rules.Timeline;
import backbone.engine.rules.Timeline.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The policies of all times: a trace is judged by those in force at its first arrival.
 *
 * @param before in force before the first of the later ones
 * @param later gives the newest timeline, the same one as long as nothing was added; what it says
 *     about a time must stand before anything that arrived then is judged
 */
public record PolicyTimes(PolicySet before, Supplier<Timeline<PolicySet>> later) {

  /** The same policies at all times. */
  public static PolicyTimes always(PolicySet policies) {
    return new PolicyTimes(policies, Timeline::none);
  }

  /** The same with one partition's share of what is counted per cluster; of one thread. */
  public PolicyTimes forPartition(int partition, int partitions) {
    return new PolicyTimes(
        before.forPartition(partition, partitions),
        new Supplier<>() {
          private Timeline<PolicySet> whole;
          private Timeline<PolicySet> share;

          @Override
          public Timeline<PolicySet> get() {
            Timeline<PolicySet> now = later.get();
            if (now != whole) {
              whole = now;
              share = share(now, partition, partitions);
            }
            return share;
          }
        });
  }

  private static Timeline<PolicySet> share(
      Timeline<PolicySet> whole, int partition, int partitions) {
    List<Entry<PolicySet>> share = new ArrayList<>();
    for (Entry<PolicySet> entry : whole.entries()) {
      share.add(new Entry<>(entry.fromMs(), entry.version().forPartition(partition, partitions)));
    }
    return Timeline.of(share);
  }
}
