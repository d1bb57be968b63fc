// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * One event of a file: physical lines that belong together.
 *
 * @param value their text, joined with {@code \n}, without the last line end
 * @param start file offset of the first byte
 * @param end one past the last byte, line end included
 * @param safe every byte before is in Kafka once this event and those before it are; less than
 *     {@code end} where events of two streams are interleaved
 * @param lineStarts start of each physical line as offset from {@code start}
 * @param cut whether the text is shorter than the file's, because it was over the limit
 */
record Event(byte[] value, long start, long end, long safe, int[] lineStarts, boolean cut) {}
