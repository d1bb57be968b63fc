// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

/**
 * A topic that raw records come in by, and what its owner says about everything in it.
 *
 * @param topic full name
 * @param signal what its records hold
 *     <p>Where the entrance says whose its records are, nobody who may write to the topic can say
 *     otherwise; where it says nothing, the headers count that our own shipper and gateway set.
 * @param env environment, or null where the sender says it
 * @param region likewise
 * @param team owner, or null where the sender or the ownership file says it
 * @param service service of payloads that name none, or null
 */
public record Entrance(
    String topic, Signal signal, String env, String region, String team, String service) {

  /** What comes in by a topic. */
  public enum Signal {
    LOGS,
    SPANS
  }

  private static final String ENV_DEFAULT = "dev";
  private static final String REGION_DEFAULT = "local";

  /** Environment of a record whose sender says this, or null. */
  public String env(String said) {
    return first(env, said, ENV_DEFAULT);
  }

  /** Region of a record whose sender says this, or null. */
  public String region(String said) {
    return first(region, said, REGION_DEFAULT);
  }

  /** Team of a record whose sender says this, or null; null when nobody says. */
  public String team(String said) {
    return first(team, said, null);
  }

  private static String first(String entrance, String said, String otherwise) {
    if (entrance != null && !entrance.isBlank()) {
      return entrance;
    }
    return said == null || said.isBlank() ? otherwise : said;
  }
}
