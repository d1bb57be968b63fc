// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** What the file system calls a file, whatever its name: {@code device:inode}. */
record FileKey(String text) {

  static FileKey of(Path path) throws IOException {
    try {
      Map<String, Object> unix = Files.readAttributes(path, "unix:dev,ino");
      return new FileKey(unix.get("dev") + ":" + unix.get("ino"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return new FileKey(key == null ? path.toRealPath().toString() : key.toString());
    }
  }
}
