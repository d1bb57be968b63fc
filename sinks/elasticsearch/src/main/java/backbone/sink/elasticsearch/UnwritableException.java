// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.Outcome;

/** A record can never become documents. */
final class UnwritableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String faultClass;

  /**
   * Says why.
   *
   * @param faultClass short class of the fault
   * @param reason one sentence without any value of the record
   */
  UnwritableException(String faultClass, String reason) {
    super(reason);
    this.faultClass = faultClass;
  }

  Outcome.Dead dead() {
    return new Outcome.Dead(faultClass, getMessage());
  }
}
