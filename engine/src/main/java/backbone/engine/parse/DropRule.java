// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

/**
 * Events that are left out; all conditions that are there have to hold.
 *
 * @param name for people
 * @param services of the event
 * @param levels words of {@code log.level}
 * @param loggers of the event
 * @param message what the message begins with; empty when it does not matter
 * @param kept how many of a million stay
 */
record DropRule(
    String name, Globs services, Globs levels, Globs loggers, String message, int kept) {

  static final int MILLION = 1_000_000;

  boolean drops(Facts facts) {
    return facts.message().startsWith(message)
        && levels.fit(facts.level())
        && services.fit(facts.service())
        && loggers.fit(facts.logger())
        && share(facts.identity()) >= kept;
  }

  /** What is known of an event; all but the message and the identity may be null. */
  record Facts(String service, String level, String logger, String message, String identity) {}

  /** A number below a million that is as good as random, and the same for the same identity. */
  static int share(String identity) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < identity.length(); i++) {
      hash = (hash ^ identity.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
    return (int) Math.floorMod(hash ^ hash >>> 32, (long) MILLION);
  }

  void canonical(Canonical text) {
    services.canonical(text);
    levels.canonical(text);
    loggers.canonical(text);
    text.add(message).add(kept);
  }
}
