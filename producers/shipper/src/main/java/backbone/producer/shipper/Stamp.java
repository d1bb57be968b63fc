// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells without opening a file whether it is as it was: its inode may be another file's by
 * now. Only ever compared for equality, so a clock that is set back does no harm.
 *
 * @param text device, inode, size and time of the last change, as the file system calls them
 */
record Stamp(String text) {

  static Stamp of(Path path) throws IOException {
    Map<String, Object> facts;
    try {
      facts = Files.readAttributes(path, "unix:dev,ino,size,ctime");
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      facts = Files.readAttributes(path, "size,lastModifiedTime");
    }
    return new Stamp(new java.util.TreeMap<>(facts).toString());
  }
}
