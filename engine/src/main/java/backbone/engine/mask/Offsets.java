// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/** Turns growing offsets in UTF-8 into offsets in UTF-16, in one pass over the text. */
final class Offsets {
  private final byte[] bytes;
  private final boolean same;
  private int at;
  private int units;

  Offsets(String text, byte[] bytes) {
    this.bytes = bytes;
    // Equal lengths mean one byte per unit: only ASCII, or lone surrogates, which become '?'.
    this.same = text.length() == bytes.length;
  }

  int of(int offset) {
    if (same) {
      return offset;
    }
    while (at < offset) {
      int b = bytes[at++] & 0xff;
      units += (b & 0xc0) == 0x80 ? 0 : b >= 0xf0 ? 2 : 1;
    }
    return units;
  }
}
