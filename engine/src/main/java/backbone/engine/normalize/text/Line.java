// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import java.time.ZoneId;

/**
 * One item of a raw record as a format sees it: valid UTF-8, line ends trimmed.
 *
 * @param bytes holds the item
 * @param from first byte
 * @param end one past the first physical line
 * @param to one past the item; beyond {@code end} where lines were joined
 * @param zone for times that name none
 * @param arrivalMs for times without a date; milliseconds since 1970
 */
public record Line(byte[] bytes, int from, int end, int to, ZoneId zone, long arrivalMs) {

  /** The first physical line from a position on. */
  public String text(int at) {
    return Bytes.text(bytes, at, end);
  }

  /** Everything, all lines. */
  public String all() {
    return Bytes.text(bytes, from, to);
  }
}
