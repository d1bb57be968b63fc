// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.loggers;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Line;

/** What may stand behind a time at the beginning of a line. */
public interface Layout {

  /**
   * Reads the rest of a line.
   *
   * @param at first byte behind the time
   * @return false, and the draft as it was, when the rest has another layout
   */
  boolean read(Line line, int at, Draft draft);
}
