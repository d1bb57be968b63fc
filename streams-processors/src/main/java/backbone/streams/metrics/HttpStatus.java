// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.stream.IntStream;

/** Status codes of responses as label values. */
final class HttpStatus {

  private static final int MIN = 100;
  private static final int MAX = 599;
  private static final String[] TEXTS =
      IntStream.rangeClosed(MIN, MAX).mapToObj(Integer::toString).toArray(String[]::new);

  private HttpStatus() {}

  static boolean valid(Integer code) {
    return code != null && valid(code.longValue());
  }

  static boolean valid(long code) {
    return code >= MIN && code <= MAX;
  }

  /** Text of a valid code. */
  static String text(long code) {
    return TEXTS[(int) code - MIN];
  }
}
