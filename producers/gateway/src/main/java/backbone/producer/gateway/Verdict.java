// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

/** What became of a request; a front tells it in its own protocol. */
sealed interface Verdict {

  /**
   * Kafka has everything but the rejected items.
   *
   * @param rejected items that can never be taken
   * @param message why, one sentence; empty when nothing was rejected
   */
  record Taken(int rejected, String message) implements Verdict {}

  /** Nothing is promised about the request. */
  record Refused(Reason reason, String message) implements Verdict {}

  Verdict ALL = new Taken(0, "");

  /** Why a request was refused. */
  enum Reason {
    /** It is no OTLP; sending it again changes nothing. */
    MALFORMED,
    /** It is larger than a request may be; sending it again changes nothing. */
    TOO_LARGE,
    /** Too much waits for Kafka already; it may be sent again after a pause. */
    BUSY,
    /** Kafka did not acknowledge in time; it may be sent again after a pause. */
    AWAY
  }

  static Refused refused(Reason reason, String message) {
    return new Refused(reason, message);
  }
}
