// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;
import java.util.Optional;

/**
 * One request at one service. Calls that belong together share the trace id and differ in the span.
 *
 * @param at when it reached the service
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param customer for whom
 * @param fault what is switched on
 */
record Call(Instant at, String traceId, String spanId, Customer customer, Optional<Fault> fault) {

  static Call first(Instant at, Customer customer, Optional<Fault> fault, Dice dice) {
    return new Call(at, dice.hex16() + dice.hex16(), dice.hex16(), customer, fault);
  }

  /** The call that this one makes at another service. */
  Call onwards(long afterMs, Dice dice) {
    return new Call(at.plusMillis(afterMs), traceId, dice.hex16(), customer, fault);
  }

  boolean suffers(Fault which) {
    return fault.filter(which::equals).isPresent();
  }
}
