// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * What is known about a trace. A sampler hands out the same few instances again and again.
 *
 * @param state how far it is
 * @param policy name of the policy that kept the trace, or of the last one that did not; empty
 *     while undecided
 * @param threshold of a kept trace its rejection threshold as in tracestate {@code ot=th}, {@code
 *     0} for always; else empty
 */
public record Fate(State state, String policy, String threshold) {

  /** The four stages; a decided trace never changes its own while it is remembered. */
  public enum State {
    /** Fragments were folded, the wait is not over. */
    OPEN,
    KEPT,
    DROPPED,
    /** Never seen, or forgotten. */
    UNKNOWN
  }

  public static final Fate OPEN = new Fate(State.OPEN, "", "");
  public static final Fate UNKNOWN = new Fate(State.UNKNOWN, "", "");
}
