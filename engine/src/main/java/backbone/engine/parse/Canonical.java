// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

/** A text that is equal for equal rules only: the length of each part stands in front of it. */
final class Canonical {

  private final StringBuilder all = new StringBuilder();

  Canonical add(String part) {
    if (part == null) {
      all.append("-;");
    } else {
      all.append(part.length()).append(':').append(part).append(';');
    }
    return this;
  }

  Canonical add(long number) {
    all.append(number).append(';');
    return this;
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
