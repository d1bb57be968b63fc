// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.List;

/**
 * What a target is sent: a part of one record, such as one of the documents that it becomes.
 *
 * @param <P> the implementing type itself
 */
public interface Piece<P extends Piece<P>> {

  /** Its size in a request. */
  int bytes();

  /** What it is, for a dead letter; never holds more of the content than ids. */
  String name();

  /** Two or more smaller pieces that hold the same, or nothing when it cannot be taken apart. */
  default List<P> split() {
    return List.of();
  }
}
