// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file with its name and its identity, which belong together.
 *
 * @param path where it was last seen
 * @param key tells it from all others
 * @param channel its open handle, or null while it is parked
 */
record Place(Path path, FileKey key, FileChannel channel) implements AutoCloseable {

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be opened, or was renamed meanwhile
   */
  static Place open(Path path) throws IOException {
    FileKey before = FileKey.of(path);
    if (!Files.isRegularFile(path)) {
      // To open a pipe would wait for its writer.
      throw new NoSuchFileException(path.toString(), null, "is no regular file any more");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      if (before.equals(FileKey.of(path))) {
        return new Place(path, before, channel);
      }
      throw new NoSuchFileException(path.toString(), null, "renamed while it was opened");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Where a file was that is no more. */
  static Place gone(SavedFile saved) {
    Path path = saved.lastPath().orElse(Path.of("/"));
    return new Place(path, new FileKey(saved.key() + ":gone"), null);
  }

  /** The same file without its handle, which could not even be closed. */
  static Place lost(Place place) {
    return new Place(place.path(), place.key(), null);
  }

  boolean isOpen() {
    return channel != null && channel.isOpen();
  }

  /** The same file under another name. */
  Place renamed(Path now) {
    return new Place(now, key, channel);
  }

  /** The same file without a handle. */
  Place parked() throws IOException {
    close();
    return new Place(path, key, null);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
