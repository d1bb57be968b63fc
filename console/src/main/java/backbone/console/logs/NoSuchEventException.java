// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

/** No index has an event with the id that was asked for. */
final class NoSuchEventException extends RuntimeException {

  NoSuchEventException(String id) {
    super("No event has the id " + id + ". It may have been removed with its day's index.");
  }
}
