// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

/**
 * Bytes that are no protobuf message of OTLP. The message is one sentence and quotes no payload.
 */
public final class MalformedOtlpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One sentence that says where and what. */
  public MalformedOtlpException(String message) {
    super(message);
  }
}
