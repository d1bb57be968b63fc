// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Duration;

/**
 * A little real work for each span, more for a long one, so that the resource figures on the shop's
 * spans are measured and differ: some 20 microseconds, and up to about 2 ms for a slow call.
 */
final class Effort {

  private static final int BYTES_MIN = 4 << 10;
  private static final int BYTES_MAX = 512 << 10;
  private static final int BYTES_PER_MS = 256;

  private volatile long sum;

  void make(Duration length) {
    long wanted = BYTES_MIN + BYTES_PER_MS * length.toMillis();
    byte[] rows = new byte[(int) Math.min(BYTES_MAX, wanted)];
    long hash = sum;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) hash;
      hash = hash * 31 + (rows[i] ^ i);
    }
    sum = hash;
  }
}
