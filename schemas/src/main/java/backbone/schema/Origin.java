// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

/**
 * Where an event comes from, given by the first writer that can repeat itself.
 *
 * <p>Text form: {@code source:generation:start-end}, all numbers decimal, for instance {@code
 * 3f9k2m7q1x0a4:1:1024-1310}. For a shipped file the source is the file id, the generation grows
 * when the file is truncated and {@code start-end} are byte offsets, end exclusive, of all bytes
 * that the record stands for, line ends included. Records of one generation cover the file without
 * gaps, so a reader can tell a repeat from what is new by the ranges alone.
 *
 * @param source identity of the source; letters, digits, {@code _} and {@code -}
 * @param generation counts from 0
 * @param start first byte
 * @param end one past the last byte
 */
public record Origin(String source, int generation, long start, long end) {

  public Origin {
    if (source.isEmpty()
        || source.indexOf(':') >= 0
        || generation < 0
        || start < 0
        || end < start) {
      throw new IllegalArgumentException(
          "not an origin: source="
              + source
              + " generation="
              + generation
              + " range="
              + start
              + "-"
              + end);
    }
  }

  /** Origin of a raw record whose sender gave none: its place in the topic. */
  public static Origin ofRecord(String topicCode, int partition, long offset) {
    return new Origin(sourceOfRecords(topicCode, partition), 0, offset, offset + 1);
  }

  /** Source of the records of a topic's partition whose senders gave none. */
  public static String sourceOfRecords(String topicCode, int partition) {
    return topicCode + "-" + partition;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not an origin
   */
  public static Origin parse(String text) {
    int dash = text.lastIndexOf('-');
    int second = text.lastIndexOf(':', dash);
    int first = text.lastIndexOf(':', second - 1);
    if (first <= 0 || second < 0 || dash < 0) {
      throw new IllegalArgumentException("not an origin: " + text);
    }
    return new Origin(
        text.substring(0, first),
        Integer.parseInt(text.substring(first + 1, second)),
        Long.parseLong(text.substring(second + 1, dash)),
        Long.parseLong(text.substring(dash + 1)));
  }

  /**
   * Document id of the first event of this record: {@code source:generation:position}, the position
   * as 12 hex digits so that ids sort as the file does.
   */
  public String id() {
    return source + ":" + generation + ":" + hex12(start);
  }

  /** Document id of the event at a position inside a raw record that holds several. */
  public String id(int item) {
    return item == 0 ? id() : id() + ":" + item;
  }

  @Override
  public String toString() {
    return source + ":" + generation + ":" + start + "-" + end;
  }

  private static String hex12(long value) {
    String hex = Long.toHexString(value);
    return hex.length() >= 12 ? hex : "000000000000".substring(hex.length()) + hex;
  }
}
