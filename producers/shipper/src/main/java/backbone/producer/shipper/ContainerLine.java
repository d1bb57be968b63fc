// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A physical line as container runtimes write it, around the line of a program: {@code <time>
 * stdout F <text>} (CRI, where {@code P} marks a part that the next line of the stream goes on
 * with), or Docker's {@code {"log":"<text>\n","stream":"stdout",...}} (where a part has no line
 * end). Reused for line after line.
 */
final class ContainerLine {

  private static final byte[] LOG = "{\"log\":\"".getBytes(US_ASCII);
  private static final byte[] STREAM = "\",\"stream\":\"std".getBytes(US_ASCII);
  private static final byte[] STD = " std".getBytes(US_ASCII);

  /** A time to the second at least, and with nine digits and a zone at most. */
  private static final int TIME_BYTES_MIN = 20;

  private static final int TIME_BYTES_MAX = 36;

  private boolean docker;
  private int lane;
  private boolean part;
  private int tag;
  private int textFrom;
  private int textTo;

  /**
   * Reads a line.
   *
   * @param end one past its text, without the line end
   * @return whether a runtime has written it
   */
  boolean read(byte[] b, int from, int end) {
    if (end - from < TIME_BYTES_MIN) {
      return false;
    }
    docker = b[from] == '{';
    if (docker) {
      return isAt(b, from, end, LOG) && readDocker(b, from + LOG.length, end);
    }
    return b[from + 4] == '-' && b[from + 10] == 'T' && readCri(b, from, end);
  }

  boolean isDocker() {
    return docker;
  }

  /** 0 for standard output, 1 for the error stream. */
  int lane() {
    return lane;
  }

  /** Whether the runtime has cut the program's line here. */
  boolean isPart() {
    return part;
  }

  /** Index of {@code F} or {@code P}; of Docker's lines, of the quote behind the text. */
  int tag() {
    return tag;
  }

  int textFrom() {
    return textFrom;
  }

  /** One past the program's text; Docker's escaped line end is a part of it. */
  int textTo() {
    return textTo;
  }

  private boolean readCri(byte[] b, int from, int end) {
    int blank = from + TIME_BYTES_MIN;
    int last = Math.min(end, from + TIME_BYTES_MAX);
    while (blank < last && b[blank] != ' ') {
      blank++;
    }
    tag = blank + STD.length + 4;
    if (!isAt(b, blank, end, STD) || tag >= end || !stream(b, blank + STD.length)) {
      return false;
    }
    part = b[tag] == 'P';
    boolean tagged = b[tag - 1] == ' ' && (part || b[tag] == 'F');
    textFrom = Math.min(end, tag + 2);
    // A carriage return before the line end is none of the text's; before a cut it is.
    textTo = !part && end > textFrom && b[end - 1] == '\r' ? end - 1 : end;
    return tagged && (tag + 1 == end || b[tag + 1] == ' ');
  }

  private boolean readDocker(byte[] b, int from, int end) {
    int at = from;
    boolean lineEnd = false;
    while (at < end && b[at] != '"') {
      boolean escape = b[at] == '\\' && at + 1 < end;
      lineEnd = escape && b[at + 1] == 'n';
      at += escape ? 2 : 1;
    }
    part = !lineEnd;
    tag = at;
    textFrom = from;
    textTo = at;
    return isAt(b, at, end, STREAM)
        && stream(b, at + STREAM.length)
        && isWhole(b, at + STREAM.length, end);
  }

  /** Whether the object ends where the line does: of what follows, nothing may get lost. */
  private static boolean isWhole(byte[] b, int from, int end) {
    boolean text = true;
    int depth = 1;
    for (int at = from; at < end; at++) {
      if (text && b[at] == '\\') {
        at++;
      } else if (b[at] == '"') {
        text = !text;
      } else if (!text && b[at] == '{') {
        depth++;
      } else if (!text && b[at] == '}' && --depth == 0) {
        return at + 1 == end;
      }
    }
    return false;
  }

  /** Tells {@code out} from {@code err} by its first two letters. */
  private boolean stream(byte[] b, int at) {
    if (at + 1 >= b.length) {
      return false;
    }
    lane = b[at] == 'e' ? 1 : 0;
    return (b[at] == 'o' && b[at + 1] == 'u') || (b[at] == 'e' && b[at + 1] == 'r');
  }

  private static boolean isAt(byte[] b, int at, int end, byte[] text) {
    if (end - at < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (b[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
