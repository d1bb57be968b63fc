// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/**
 * What a service answered.
 *
 * @param status HTTP status
 * @param tookMs from the call to the answer
 */
record Reply(int status, long tookMs) {

  boolean ok() {
    return status < 400;
  }
}
