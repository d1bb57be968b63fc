// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

/** The registry answers and does not know the schema: a fault of the record, not of the moment. */
public final class UnknownSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(String message) {
    super(message);
  }
}
