// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.nio.file.Path;

/** What the shipper tells about itself while it runs; thread-safe. */
interface Watch {

  /** A fault at a file that does not stop the others. */
  void fileFault(String subject, Exception cause);

  /** A file matches but is never read. */
  void skipped(Path file, String reason);

  /** Another file took a file's place. */
  void rotated();

  /** A file was emptied. */
  void truncated();

  /** A turn is over. */
  void turned(Backlog backlog);

  /**
   * What waits.
   *
   * @param files files that are followed
   * @param openFiles files of which a handle is held
   * @param bytes bytes in them that are not acknowledged
   * @param oldestUnsentMs since when the oldest waits, milliseconds since 1970; -1 if none does
   * @param oldestUnderWayMs when the oldest unacknowledged record was read; -1 if there is none
   * @param faults files that cannot be read now
   */
  record Backlog(
      int files,
      int openFiles,
      long bytes,
      long oldestUnsentMs,
      long oldestUnderWayMs,
      int faults) {}
}
