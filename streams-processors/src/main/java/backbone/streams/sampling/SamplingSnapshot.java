// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.streams.sampling.SamplingCounts.Verdict;
import java.util.Map;

/**
 * The numbers of a task at a commit.
 *
 * @param spans books of the spans since the topic was first read
 * @param traces what the task did since it began
 * @param state how much it remembers now
 * @param head last record taken
 */
record SamplingSnapshot(Spans spans, Traces traces, State state, Head head) {

  /** Offset of the last record taken, or -1, and when the broker appended it, or 0. */
  record Head(long offset, long appendedMs) {}

  /** As in {@link SpanBooks}. */
  record Spans(long received, long forwarded, long sampledOut, long lost, long open) {

    static Spans of(SpanBooks books) {
      return new Spans(books.received, books.forwarded, books.sampledOut, books.lost, books.open);
    }
  }

  /**
   * Counts since the task began.
   *
   * @param verdicts decisions
   * @param refused records that are no spans, by what they are
   * @param early traces decided before their time
   * @param lateSpans spans that came after their trace was decided
   * @param violations fragments that arrived before the watermark
   * @param jumps how often the log had forgotten where the trail was
   */
  record Traces(
      Map<Verdict, Long> verdicts,
      Map<Fragment.Kind, Long> refused,
      long early,
      long lateSpans,
      long violations,
      long jumps) {

    static final Traces NONE = new Traces(Map.of(), Map.of(), 0, 0, 0, 0);

    static Traces of(SamplingCounts counts) {
      return new Traces(
          counts.verdicts(),
          counts.refused(),
          counts.early,
          counts.lateSpans,
          counts.violations,
          counts.jumps);
    }
  }

  /**
   * What is so now.
   *
   * @param openTraces traces that wait for their decision
   * @param remembered decisions still known
   * @param leftOut raw partitions too far behind to be waited for
   * @param trailLagMs how far the trail is behind what is decided, in arrival time
   * @param clock what holds the decisions back
   * @param ledgerKnown whether the open spans have been counted since the start
   */
  record State(
      int openTraces,
      long remembered,
      long leftOut,
      long trailLagMs,
      Clock clock,
      boolean ledgerKnown) {}

  /**
   * Arrival time as the task has it.
   *
   * @param nowMs milliseconds since 1970, or 0 as long as it is not known
   * @param slowest raw partition that it waits for, or empty
   */
  record Clock(long nowMs, String slowest) {}

  /** How far the books are off; 0 unless there is a bug. */
  long residue() {
    return state.ledgerKnown()
        ? Math.abs(
            spans.received() - spans.forwarded() - spans.sampledOut() - spans.lost() - spans.open())
        : 0;
  }
}
