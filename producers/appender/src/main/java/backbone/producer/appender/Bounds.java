// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.time.Duration;

/**
 * How much may wait, and for how long.
 *
 * @param queueBytes estimated bytes that wait to be encoded; as many again can be under way
 * @param flush longest time that the end of the application waits for what is left
 */
public record Bounds(long queueBytes, Duration flush) {

  private static final long QUEUE_BYTES_MIN = 64L << 10;
  private static final long QUEUE_BYTES_MAX = 1L << 30;
  private static final Duration FLUSH_MAX = Duration.ofMinutes(5);

  /** 8 MiB and 3 s. */
  public static final Bounds DEFAULT = new Bounds(8L << 20, Duration.ofSeconds(3));

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException for a value out of its range, which it names
   */
  public Bounds {
    if (queueBytes < QUEUE_BYTES_MIN || queueBytes > QUEUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "queueBytes is " + queueBytes + ". Use 65536 to 1073741824 (64 KiB to 1 GiB).");
    }
    if (flush.isNegative() || flush.compareTo(FLUSH_MAX) > 0) {
      throw new IllegalArgumentException(
          "flushMillis is " + flush.toMillis() + ". Use 0 to 300000 (5 minutes).");
    }
  }
}
