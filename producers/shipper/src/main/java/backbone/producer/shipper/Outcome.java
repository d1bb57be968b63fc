// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** What became of a file's turn. */
enum Outcome {
  /** Nothing to do until something changes. */
  IDLE,
  /** There is more to do at once. */
  MORE,
  /** The sink took no more. */
  REFUSED,
  /** The file no longer holds what was read of it. */
  TRUNCATED
}
