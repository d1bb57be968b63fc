// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

/**
 * A topic that raw records come in by, and what its owner says about everything in it.
 *
 * @param topic full name
 * @param signal what its records hold
 * @param env environment of records whose sender's configuration names none
 * @param region likewise
 * @param team owner, or null for {@code default}
 * @param service service of payloads that name none, or null
 */
public record Entrance(
    String topic, Signal signal, String env, String region, String team, String service) {

  /** What comes in by a topic. */
  public enum Signal {
    LOGS,
    SPANS
  }
}
