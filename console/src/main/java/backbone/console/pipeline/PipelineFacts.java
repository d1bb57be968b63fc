// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import java.util.Map;
import java.util.Optional;

/**
 * What is asked of the jobs and of Kafka beside the progress.
 *
 * @param jobs their books; empty when they do not tell
 * @param jobsProblem why not, in one sentence; empty when they do
 * @param dead records by topic of dead letters, an upper bound
 * @param deadProblem why that is not known; empty when it is
 */
public record PipelineFacts(
    Optional<JobsMetrics> jobs, String jobsProblem, Map<String, Long> dead, String deadProblem) {

  public PipelineFacts {
    dead = Map.copyOf(dead);
  }

  /** When both answered: what the jobs tell in Prometheus' text format, and the dead letters. */
  public static PipelineFacts of(String metrics, Map<String, Long> dead) {
    return new PipelineFacts(Optional.of(JobsMetrics.parse(metrics)), "", dead, "");
  }

  /** Before anything has been read. */
  static PipelineFacts none() {
    return new PipelineFacts(
        Optional.empty(), "The jobs have not been asked yet.", Map.of(), "Kafka has not told yet.");
  }
}
