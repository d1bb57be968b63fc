// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param newestFirst order of time; file and offset follow the same direction
 * @param size events, 1 to {@link Limits#EVENTS_MAX}
 * @param cursor where the page before ended
 */
public record Page(boolean newestFirst, int size, Optional<String> cursor) {

  public Page {
    if (size < 1 || size > Limits.EVENTS_MAX) {
      throw new BadQueryException(
          "size=%d is outside 1 to %d. Ask for less and use the cursor for more."
              .formatted(size, Limits.EVENTS_MAX));
    }
  }
}
