// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/** A trace that is being decided, as policies see it. */
interface Candidate {

  Summary summary();

  /** The lowest 56 bits of the trace id, which W3C wants to be random. */
  long randomness();

  /** Whether it has an operation that no earlier trace had. */
  boolean hasNewOperation();

  /** Takes one of its service's places for this period; false when all are taken. */
  boolean takePlace(Policy.FirstPerService policy);
}
