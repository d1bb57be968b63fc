// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.engine.normalize.text.Line;

/** One layout of log lines. */
public interface Format {

  /**
   * Reads a line into a draft.
   *
   * @return false, and the draft as it was, when the line has another layout
   */
  boolean read(Line line, Draft draft);
}
