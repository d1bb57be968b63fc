// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

/** The question cannot be asked; the message is one line that tells how to mend it. */
public final class BadQueryException extends RuntimeException {

  public BadQueryException(String message) {
    super(message);
  }
}
