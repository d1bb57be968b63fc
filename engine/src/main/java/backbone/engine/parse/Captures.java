// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

/**
 * What a format has found in a line.
 *
 * @param values by the place of the key; null where it has none
 * @param before the text right in front of each value, as the line has it and at most {@link
 *     #BEFORE_MAX} characters: it may tell that a value is a secret
 */
public record Captures(String[] values, String[] before) {

  /** Characters in front of a value that are kept. */
  static final int BEFORE_MAX = 64;
}
