// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.rules.Timeline;
import backbone.engine.rules.Timeline.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Leaves out of a timeline the masking rules that name keys which this process does not have: what
 * was in force before goes on, the same after a restart as before it. Of one thread.
 */
final class UsableMasks implements Supplier<Timeline<MaskRules>> {

  private final Supplier<Timeline<MaskRules>> timelines;
  private final MaskKeys keys;
  private Timeline<MaskRules> all;
  private Timeline<MaskRules> usable;

  UsableMasks(Supplier<Timeline<MaskRules>> timelines, MaskKeys keys) {
    this.timelines = timelines;
    this.keys = keys;
  }

  @Override
  public Timeline<MaskRules> get() {
    Timeline<MaskRules> now = timelines.get();
    if (now != all) {
      all = now;
      usable = usable(now, keys);
    }
    return usable;
  }

  private static Timeline<MaskRules> usable(Timeline<MaskRules> all, MaskKeys keys) {
    List<Entry<MaskRules>> left =
        all.entries().stream().filter(entry -> entry.version().missing(keys).isEmpty()).toList();
    return left.size() == all.entries().size() ? all : Timeline.of(left);
  }

  /** What to do about rules, in force at a time or later, that cannot be used. */
  static Optional<String> trouble(Timeline<MaskRules> all, MaskKeys keys, long nowMs) {
    for (Entry<MaskRules> entry : all.entries()) {
      String missing = entry.version().missing(keys).orElse("");
      boolean counts = all.untilMs(entry.fromMs()) > nowMs;
      if (counts && !missing.isEmpty()) {
        MaskRules instead = usable(all, keys).at(Math.max(nowMs, entry.fromMs()));
        return Optional.of(
            missing
                + " Version "
                + entry.version().version()
                + since(entry.fromMs())
                + " waits for it; "
                + (instead == null ? "the built-in rules mask" : instead.version() + " masks")
                + " meanwhile.");
      }
    }
    return Optional.empty();
  }

  private static String since(long fromMs) {
    return fromMs == Long.MIN_VALUE
        ? ""
        : ", in force from " + Instant.ofEpochMilli(fromMs) + " on,";
  }
}
