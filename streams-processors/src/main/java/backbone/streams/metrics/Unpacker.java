// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what {@link Packer} wrote; only ever our own bytes, so a fault in them is a bug. */
final class Unpacker {

  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the leading version.
   *
   * @throws IllegalStateException when it is another one, as after a downgrade
   */
  Unpacker version(String what, long known) {
    long found = number();
    if (found != known) {
      throw new IllegalStateException(
          what + " holds version " + found + ", this release reads " + known);
    }
    return this;
  }

  /**
   * Reads the leading version, of which there is more than one.
   *
   * @throws IllegalStateException when it is a newer one, as after a downgrade
   */
  long versionUpTo(String what, long newest) {
    long found = number();
    if (found < 1 || found > newest) {
      throw new IllegalStateException(
          what + " holds version " + found + ", this release reads 1 to " + newest);
    }
    return found;
  }

  boolean more() {
    return at < bytes.length;
  }

  /** Where something ends that begins here and is so long. */
  int end(int length) {
    return at + length;
  }

  /** Goes to a place that {@link #end} told. */
  void goTo(int place) {
    at = place;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  String text() {
    int length = (int) number();
    String text = new String(bytes, at, length, UTF_8);
    at += length;
    return text;
  }
}
