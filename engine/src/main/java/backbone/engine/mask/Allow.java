// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.addresses.Cidr;
import java.util.List;
import java.util.Set;

/**
 * What stays although a rule finds it. Secrets never do.
 *
 * @param values whole values, each in the one form that {@link Canonical} gives it
 * @param networks blocks of addresses
 * @param keys names of fields and attributes
 * @param services names of services
 */
record Allow(Set<String> values, List<Cidr> networks, List<Glob> keys, List<Glob> services) {

  static final Allow NOTHING = new Allow(Set.of(), List.of(), List.of(), List.of());

  /** Whether single values have to be looked at. */
  boolean hasValues() {
    return !values.isEmpty() || !networks.isEmpty();
  }

  static boolean any(List<Glob> globs, String text) {
    for (int i = 0; i < globs.size(); i++) {
      if (globs.get(i).matches(text)) {
        return true;
      }
    }
    return false;
  }
}
