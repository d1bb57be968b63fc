// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.lines;

import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.text.Bytes;

/** Lines of a trace of Go that are not indented. */
final class GoLines {

  private GoLines() {}

  /** Whether a line can stand between the places of a goroutine. */
  static boolean isPart(byte[] b, int from, int to) {
    return switch (b[from]) {
      case '.' -> startsWith(b, from, to, "...additional frames elided...");
      case '[' -> startsWith(b, from, to, "[signal ") || startsWith(b, from, to, "[originating ");
      case 'c' -> startsWith(b, from, to, "created by ") || isCall(b, from, to);
      case 'e' ->
          startsWith(b, from, to, "exit status ") || isCall(b, from, to) || isRegister(b, from, to);
      case 'p' -> startsWith(b, from, to, "panic(") || isCall(b, from, to);
      case 'r' ->
          startsWith(b, from, to, "runtime stack:")
              || isCall(b, from, to)
              || isRegister(b, from, to);
      default -> isCall(b, from, to) || isRegister(b, from, to);
    };
  }

  /** {@code pkg.(*Type).function(0xc000, ...)}. */
  private static boolean isCall(byte[] b, int from, int to) {
    if (b[to - 1] != ')') {
      return false;
    }
    int dot = Bytes.indexOf(b, from, to, '.');
    int blank = Bytes.indexOf(b, from, to, ' ');
    int open = dot < 0 ? -1 : Bytes.indexOf(b, dot, to, '(');
    return open > dot && (blank < 0 || blank > open);
  }

  /** {@code rax 0xca}. */
  private static boolean isRegister(byte[] b, int from, int to) {
    int name = Bytes.tokenEnd(b, from, Math.min(to, from + 7));
    int value = Bytes.skipBlanks(b, name, to);
    return value > name && startsWith(b, value, to, "0x") && Bytes.tokenEnd(b, value, to) == to;
  }

  /** {@code example.org/module/pkg.(*Type).function}, without a blank. */
  static boolean isFunctionName(byte[] b, int from, int to) {
    int dot = Bytes.indexOf(b, from, to, '.');
    return dot > from
        && dot + 1 < to
        && Bytes.isLetter(b[from])
        && Bytes.tokenEnd(b, from, to) == to
        && b[to - 1] != '.'
        && b[to - 1] != ':';
  }
}
