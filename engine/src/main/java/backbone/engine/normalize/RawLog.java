// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.Origin;

/**
 * One raw record, free of Kafka.
 *
 * @param value the bytes as they came; not changed by anyone
 * @param contentType media type, or null to look at the first bytes
 * @param source what is known about the sender
 * @param origin identity; for a sender without one, its place in the topic
 * @param arrivalMs broker append time, milliseconds since 1970
 * @param lineStarts start of each physical line as offset from {@code origin.start()}; {@code {0}}
 *     for one line. Where more than one is given the record is one event whose lines the sender has
 *     joined.
 * @param cut whether the sender has cut the event at its limit
 * @param firstItem number of its first item; not 0 only where the items before it were taken alone
 */
public record RawLog(
    byte[] value,
    String contentType,
    Source source,
    Origin origin,
    long arrivalMs,
    int[] lineStarts,
    boolean cut,
    int firstItem) {

  /** A whole record, whose items are counted from 0. */
  public RawLog(
      byte[] value,
      String contentType,
      Source source,
      Origin origin,
      long arrivalMs,
      int[] lineStarts,
      boolean cut) {
    this(value, contentType, source, origin, arrivalMs, lineStarts, cut, 0);
  }
}
