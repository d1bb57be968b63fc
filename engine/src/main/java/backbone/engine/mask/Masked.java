// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.util.List;

/**
 * A text without its sensitive values.
 *
 * @param text the masked text; the same instance as the input where nothing was found
 * @param findings what was found in the input, in order, without overlap
 */
public record Masked(String text, List<Finding> findings) {
  public Masked {
    findings = List.copyOf(findings);
  }
}
