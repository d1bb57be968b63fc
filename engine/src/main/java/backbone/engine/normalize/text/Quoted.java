// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.text;

import backbone.engine.normalize.text.JsonScanner.Kind;

/** Text between quotes as programs print it for programmers. */
public final class Quoted {

  private Quoted() {}

  /** Whether it holds escapes; those that JSON does not know are left as they are. */
  static Kind kind(byte[] b, int from, int to) {
    boolean escaped = false;
    for (int at = from; at < to; at++) {
      if (b[at] == '\\') {
        int length = JsonText.escapeLength(b, at, to);
        if (length == 0) {
          return Kind.STRING;
        }
        escaped = true;
        at += length - 1;
      }
    }
    return escaped ? Kind.ESCAPED_STRING : Kind.STRING;
  }

  /** Without its escapes, if JSON knows them all. */
  public static String text(byte[] b, int from, int to) {
    return JsonValues.text(b, kind(b, from, to), from, to);
  }
}
