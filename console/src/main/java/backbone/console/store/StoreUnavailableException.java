// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.store;

/** Elasticsearch cannot answer now; asking again later may help. */
public final class StoreUnavailableException extends RuntimeException {

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
