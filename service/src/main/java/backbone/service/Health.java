// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.util.Map;

/**
 * How a part is.
 *
 * @param state served as HTTP 200 when {@link State#HEALTHY}, else 503
 * @param detail one sentence for people: what is wrong and what to do, or what it is doing
 * @param facts numbers and words for machines
 */
public record Health(State state, String detail, Map<String, Object> facts) {

  /** The four states of a part. */
  public enum State {
    STARTING,
    HEALTHY,
    DEGRADED,
    FAILED
  }

  public static Health healthy(String detail) {
    return new Health(State.HEALTHY, detail, Map.of());
  }

  public static Health starting(String detail) {
    return new Health(State.STARTING, detail, Map.of());
  }

  public static Health degraded(String detail) {
    return new Health(State.DEGRADED, detail, Map.of());
  }

  public static Health failed(String detail) {
    return new Health(State.FAILED, detail, Map.of());
  }

  /** The same with facts. */
  public Health with(Map<String, Object> more) {
    return new Health(state, detail, Map.copyOf(more));
  }
}
