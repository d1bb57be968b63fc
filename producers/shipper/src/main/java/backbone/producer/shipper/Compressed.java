// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rotated files that hold no lines any more. They are passed by: each was followed as text before
 * it was compressed, and what nobody has read of it then cannot be told from what somebody has.
 */
final class Compressed {

  private static final Set<String> ENDINGS = Set.of(".gz", ".zst", ".xz", ".bz2", ".zip", ".lz4");

  /** First bytes of gzip, zstd, xz, bzip2 and lz4. */
  private static final List<byte[]> BEGINNINGS =
      List.of(
          new byte[] {0x1f, (byte) 0x8b, 8},
          new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
          new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0},
          new byte[] {'B', 'Z', 'h', '9', '1', 'A', 'Y'},
          new byte[] {4, 0x22, 0x4d, 0x18});

  private static final int BEGINNING_BYTES = 8;

  private Compressed() {}

  static boolean isName(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  static boolean isContent(FileChannel channel) throws IOException {
    byte[] first = new byte[BEGINNING_BYTES];
    int length = Mark.read(channel, first, first.length, 0);
    for (byte[] beginning : BEGINNINGS) {
      boolean same = length >= beginning.length;
      for (int i = 0; same && i < beginning.length; i++) {
        same = first[i] == beginning[i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
