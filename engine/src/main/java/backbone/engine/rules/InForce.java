// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import java.util.function.Supplier;

/**
 * Asks a timeline that grows for one arrival after the other. Remembers the stretch of time that
 * the last answer holds for, so that most questions cost two comparisons. Of one thread.
 *
 * @param <T> a version
 */
public final class InForce<T> {

  private final Supplier<Timeline<T>> timelines;
  private final T before;
  private Timeline<T> timeline;
  private T version;
  private long fromMs;
  private long untilMs;

  /**
   * Makes a view.
   *
   * @param timelines gives the newest timeline; the same one as long as nothing was added
   * @param before what is in force before the first version; may be null
   */
  public InForce(Supplier<Timeline<T>> timelines, T before) {
    this.timelines = timelines;
    this.before = before;
  }

  /** What is in force at an arrival, milliseconds since 1970. */
  public T at(long arrivalMs) {
    Timeline<T> now = timelines.get();
    if (now != timeline || arrivalMs < fromMs || arrivalMs >= untilMs) {
      timeline = now;
      fromMs = now.fromMs(arrivalMs);
      untilMs = now.untilMs(arrivalMs);
      T found = now.at(arrivalMs);
      version = found == null ? before : found;
    }
    return version;
  }
}
