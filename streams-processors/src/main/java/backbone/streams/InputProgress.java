// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

/** Tells since when a raw partition is read to its end; the only use of the wall clock. */
@FunctionalInterface
public interface InputProgress {

  /** Not known, or there is more to read. */
  long UNKNOWN = -1;

  /**
   * The latest wall-clock time, in milliseconds since 1970, for which it is certain that every
   * record which the broker had appended by then has been processed; {@link #UNKNOWN} when none is.
   *
   * @param lastOffset offset of the last record that the task processed, or -1
   */
  long readToEndAtMs(String topic, int partition, long lastOffset);
}
