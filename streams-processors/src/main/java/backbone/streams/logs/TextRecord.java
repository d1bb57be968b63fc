// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;

/** Which records are text whose lines may go on with those of others, and of which sender. */
final class TextRecord {

  /** Names longer than this are nobody's. */
  static final int NAME_CHARS_MAX = 512;

  private TextRecord() {}

  /**
   * Whether a record without a sender's origin is nothing but lines. Objects of JSON, OTLP's
   * batches, UTF-16 and what the sender has joined or cut are not.
   */
  static boolean isText(RawLog raw) {
    byte[] b = raw.value();
    return beginsAsText(b)
        && raw.lineStarts().length == 1
        && !raw.cut()
        && (raw.contentType() == null || raw.contentType().startsWith("text/"))
        && !holdsObject(b);
  }

  private static boolean beginsAsText(byte[] b) {
    int at = skipSpace(b, 0);
    if (at == b.length) {
      return true;
    }
    if (b[at] == '{' || b[0] == '\n') { // a batch of OTLP begins as an empty line does
      return false;
    }
    if (b[at] == '[') {
      int element = skipSpace(b, at + 1);
      return element == b.length || b[element] != '{';
    }
    boolean wide = b[0] == 0 || (b[0] & 0xff) >= 0xfe || (b.length > 1 && b[1] == 0);
    return !wide;
  }

  /** Whether a line behind the first begins an object, which may go on over lines of any kind. */
  private static boolean holdsObject(byte[] b) {
    for (int at = 0; at < b.length; at++) {
      if (b[at] == '\n') {
        int text = skipSpace(b, at + 1);
        if (text < b.length && b[text] == '{') {
          return true;
        }
      }
    }
    return false;
  }

  static boolean isBlank(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isSpace(b[at])) {
        return false;
      }
    }
    return true;
  }

  private static int skipSpace(byte[] b, int from) {
    int at = from;
    while (at < b.length && isSpace(b[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  /**
   * What a record says of the place where its lines stand behind each other: its key, host and
   * path, as far as it has them. Null when it says nothing, and when anything is too long to be
   * kept.
   */
  static String sender(byte[] key, RawLog raw) {
    Source source = raw.source();
    boolean keyed = key != null && key.length > 0;
    boolean placed = source.host() != null || source.path() != null;
    if (!(keyed || placed) || (keyed && key.length > NAME_CHARS_MAX) || isLong(raw)) {
      return null;
    }
    String name = keyed ? new String(key, ISO_8859_1) : "";
    return placed ? name + '\0' + source.host() + '\0' + source.path() : name;
  }

  private static boolean isLong(RawLog raw) {
    Source source = raw.source();
    return isLong(raw.contentType())
        || isLong(source.host())
        || isLong(source.path())
        || isLong(source.service())
        || isLong(source.env())
        || isLong(source.region())
        || isLong(source.team());
  }

  private static boolean isLong(String text) {
    return text != null && text.length() > NAME_CHARS_MAX;
  }
}
