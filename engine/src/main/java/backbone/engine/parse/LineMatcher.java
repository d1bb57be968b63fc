// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.List;

/** Takes a line apart. Immutable, and linear in the length of the line. */
public sealed interface LineMatcher permits Dissect, LineRegex {

  /** Names of what it finds, in the order of the line. */
  List<String> keys();

  /**
   * Takes the bytes of one line, valid UTF-8.
   *
   * @return null when they do not fit
   */
  Captures match(byte[] b, int from, int to);

  /** Adds all that decides. */
  void canonical(Canonical text);
}
