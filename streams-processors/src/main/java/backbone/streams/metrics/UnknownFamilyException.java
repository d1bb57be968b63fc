// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * A series of a kind that only a newer release knows, as while instances are replaced one by one.
 * It is passed over, and stays in the stores for those that know it.
 */
final class UnknownFamilyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnknownFamilyException(byte code) {
    super("family " + code + " is not known to this release", null, false, false);
  }
}
