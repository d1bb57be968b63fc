// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * Fingerprints of (service, operation). The cursor gives equal texts mostly as the same instance,
 * so a small table in front saves reading them again. Bounded: a newcomer replaces.
 */
final class OperationNames {

  private static final int SIZE = 4096;

  private final String[] services = new String[SIZE];
  private final String[] operations = new String[SIZE];
  private final long[] fingerprints = new long[SIZE];

  long of(String service, String operation) {
    int at = ((service.hashCode() * 31 + operation.hashCode()) * 0x9E3779B9) >>> 20;
    if (!service.equals(services[at]) || !operation.equals(operations[at])) {
      services[at] = service;
      operations[at] = operation;
      fingerprints[at] = Hashes.ofId(Hashes.ofText(service), Hashes.ofText(operation));
    }
    return fingerprints[at];
  }
}
