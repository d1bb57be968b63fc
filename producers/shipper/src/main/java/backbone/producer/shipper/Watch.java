// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/** What the shipper tells about itself while it runs; thread-safe. */
interface Watch {

  /** A fault at a file that does not stop the others. */
  void fileFault(String subject, Exception cause);

  /** A turn is over. */
  void turned(Backlog backlog);

  /**
   * What waits.
   *
   * @param files files that are followed
   * @param bytes bytes in them that are not acknowledged
   * @param oldestUnsentMs since when the oldest waits, milliseconds since 1970; -1 if none does
   * @param oldestUnderWayMs when the oldest unacknowledged record was read; -1 if there is none
   * @param faults files that cannot be read now
   */
  record Backlog(int files, long bytes, long oldestUnsentMs, long oldestUnderWayMs, int faults) {}
}
