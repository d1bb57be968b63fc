// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.util.HexFormat;

/**
 * What was decided about one trace, and on what grounds.
 *
 * @param traceHigh first 8 bytes of the trace id
 * @param traceLow last 8 bytes of the trace id
 * @param fate {@link Fate.State#KEPT} or {@link Fate.State#DROPPED}, with policy and threshold
 * @param trace the fragments on time
 * @param firstArrivalMs smallest arrival of a fragment, milliseconds since 1970
 * @param decidedMs {@code firstArrivalMs} + wait; the watermark when decided early
 * @param early whether it was decided before its time, because too many traces were open
 * @param rulesVersion version of the policies that judged it, those in force at its first arrival
 */
public record TraceDecision(
    long traceHigh,
    long traceLow,
    Fate fate,
    TraceSummary trace,
    long firstArrivalMs,
    long decidedMs,
    boolean early,
    String rulesVersion) {

  /** The trace id as 32 lower-case hex digits. */
  public String traceId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(traceHigh) + hex.toHexDigits(traceLow);
  }

  /** Whether the trace is kept. */
  public boolean keep() {
    return fate.state() == Fate.State.KEPT;
  }
}
