// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * Asks of a program's line whether it continues the one before, as if no runtime had wrapped it. Looks
 * at no other line, as those before are wrapped, too.
 */
final class ContainerText {

  /** Enough to tell; Docker's escapes are undone for no more. */
  private static final int LOOK_BYTES = 2048;

  private final Continuation continuation;
  private final byte[] plain = new byte[LOOK_BYTES];

  ContainerText(Continuation continuation) {
    this.continuation = continuation;
  }

  boolean continues(byte[] b, ContainerLine line) {
    int from = line.textFrom();
    int to = line.textTo();
    if (from == to) {
      return false;
    }
    if (!line.isDocker()) {
      return continuation.continues(b, from, from, to);
    }
    int length = unescape(b, from, line.isPart() ? to : to - 2);
    return length > 0 && continuation.continues(plain, 0, 0, length);
  }

  private int unescape(byte[] b, int from, int to) {
    int length = 0;
    for (int at = from; at < to && length < plain.length; at++) {
      if (b[at] == '\\' && at + 1 < to) {
        at++;
        plain[length++] = unescaped(b[at]);
        at += b[at] == 'u' ? 4 : 0;
      } else {
        plain[length++] = b[at];
      }
    }
    return length > 0 && plain[length - 1] == '\r' ? length - 1 : length;
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
