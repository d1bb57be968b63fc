// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.Arrays;

/**
 * Asks of a program's line whether it continues the event before it, as if no runtime had wrapped
 * them: keeps the lines of one event as the program has written them.
 */
final class ContainerText {

  /** Enough of a line to tell. */
  private static final int LOOK_BYTES = 2048;

  private final Continuation continuation;
  private byte[] plain = new byte[2 * LOOK_BYTES];
  private int length;

  ContainerText(Continuation continuation) {
    this.continuation = continuation;
  }

  /** Begins an event. */
  void begin(byte[] b, ContainerLine line) {
    length = 0;
    int end = put(b, line);
    continuation.begin(plain, 0, end);
    keep(end);
  }

  boolean continues(byte[] b, ContainerLine line) {
    int end = put(b, line);
    boolean goesOn = end > length && continuation.continues(plain, 0, length, end);
    if (goesOn) {
      keep(end);
    }
    return goesOn;
  }

  private void keep(int end) {
    plain[end] = '\n';
    length = end + 1;
  }

  /** Writes the program's line behind those of its event; gives its end. */
  private int put(byte[] b, ContainerLine line) {
    if (plain.length - length <= LOOK_BYTES) {
      plain = Arrays.copyOf(plain, 2 * plain.length);
    }
    int from = line.textFrom();
    if (!line.isDocker()) {
      int count = Math.min(line.textTo() - from, LOOK_BYTES);
      System.arraycopy(b, from, plain, length, count);
      return length + count;
    }
    return unescape(b, from, line.isPart() ? line.textTo() : line.textTo() - 2);
  }

  private int unescape(byte[] b, int from, int to) {
    int end = length;
    int last = length + LOOK_BYTES;
    for (int at = from; at < to && end < last; at++) {
      if (b[at] == '\\' && at + 1 < to) {
        at++;
        plain[end++] = unescaped(b[at]);
        at += b[at] == 'u' ? 4 : 0;
      } else {
        plain[end++] = b[at];
      }
    }
    return end > length && plain[end - 1] == '\r' ? end - 1 : end;
  }

  /** What is written as {@code \}{@code u} is a control character or markup: no part of a name. */
  private static byte unescaped(byte letter) {
    return switch (letter) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> '?';
      default -> letter;
    };
  }
}
