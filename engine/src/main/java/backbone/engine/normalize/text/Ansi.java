// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

/** Colours as terminals take them: {@code ESC [ 1 ; 31 m}. Layouts are read without. */
public final class Ansi {

  private static final int ESCAPE = 0x1b;

  /** Loggers that colour begin with it, or have the level in it. */
  private static final int LOOKED_AT_BYTES = 64;

  private Ansi() {}

  /** The same line without colours; the line itself where it begins without. */
  public static Line plain(Line line) {
    byte[] b = line.bytes();
    int near = Math.min(line.end(), line.from() + LOOKED_AT_BYTES);
    int escape = Bytes.indexOf(b, line.from(), near, ESCAPE);
    if (escape < 0 || sequenceEnd(b, escape, line.to()) < 0) {
      return line;
    }
    byte[] plain = new byte[line.to() - line.from()];
    int length = 0;
    int end = 0;
    for (int at = line.from(); at < line.to(); ) {
      int behind = b[at] == ESCAPE ? sequenceEnd(b, at, line.to()) : -1;
      end = at == line.end() ? length : end;
      if (behind < 0) {
        plain[length++] = b[at++];
      } else {
        end = at < line.end() && behind > line.end() ? length : end;
        at = behind;
      }
    }
    end = line.end() == line.to() ? length : end;
    return new Line(plain, 0, end, length, line.zone(), line.arrivalMs());
  }

  /** Behind the sequence that an escape begins, or -1 when it sets no colour and clears nothing. */
  private static int sequenceEnd(byte[] b, int escape, int to) {
    int at = escape + 1;
    if (at >= to || b[at] != '[') {
      return -1;
    }
    at++;
    while (at < to && (Bytes.isDigit(b[at]) || b[at] == ';')) {
      at++;
    }
    return at < to && (b[at] == 'm' || b[at] == 'K') ? at + 1 : -1;
  }
}
