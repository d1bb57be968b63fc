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
 * @param parentId span of the caller that made it; empty for what a customer asks
 * @param customer for whom
 * @param fault what is switched on
 */
record Call(
    Instant at,
    String traceId,
    String spanId,
    String parentId,
    Customer customer,
    Optional<Fault> fault) {

  private static final int CALLER = 0;

  static Call first(Instant at, Customer customer, Optional<Fault> fault, Dice dice) {
    return new Call(at, dice.hex16() + dice.hex16(), dice.hex16(), "", customer, fault);
  }

  /** The call that this one makes at another service, through a span of its own. */
  Call onwards(long afterMs, Dice dice) {
    String callee = dice.hex16();
    return new Call(
        at.plusMillis(afterMs), traceId, callee, derived(callee, CALLER), customer, fault);
  }

  /** Id of the span of some work inside this call; the same number gives the same id. */
  String innerId(int number) {
    return derived(spanId, number);
  }

  boolean suffers(Fault which) {
    return fault.filter(which::equals).isPresent();
  }

  /** A scrambled id that costs no throw of the dice, so that spans do not change the lines. */
  private static String derived(String id, int number) {
    long x = Long.parseUnsignedLong(id, 16) + (number + 1) * 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return String.format("%016x", (x ^ (x >>> 31)) | 1L);
  }
}
