// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import org.apache.kafka.connect.errors.ConnectException;

/** Why a record became a dead letter. Its message ends up in headers, so it holds no value. */
public final class DeadRecordException extends ConnectException {

  private static final long serialVersionUID = 1L;

  DeadRecordException(String coordinates, Outcome.Dead dead) {
    super(coordinates + " cannot be written: " + dead.faultClass() + ": " + dead.reason());
  }
}
