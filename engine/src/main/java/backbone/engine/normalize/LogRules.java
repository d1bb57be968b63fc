// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.MaskRules;
import backbone.engine.parse.ParseRules;

/**
 * What users say about logs.
 *
 * @param masks what becomes of what is sensitive
 * @param parse how lines are read
 */
public record LogRules(MaskRules masks, ParseRules parse) {

  /** Only what is built in. */
  public static final LogRules STANDARD = new LogRules(MaskRules.STANDARD, ParseRules.NONE);
}
