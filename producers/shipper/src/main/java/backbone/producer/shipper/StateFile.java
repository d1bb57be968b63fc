// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipper's memory, {@code files.json} in its folder. A write is complete or has not happened:
 * new file, fsync, rename, fsync of the folder.
 */
final class StateFile implements AutoCloseable {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Content(int version, List<SavedFile> files) {}

  private final Path folder;
  private final Path file;
  private FileChannel lock;

  StateFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("files.json");
  }

  /**
   * Takes the folder for this process and reads what is there.
   *
   * @throws IOException when the folder cannot be used, belongs to another shipper, or the file is
   *     damaged; the message tells the remedy
   */
  List<SavedFile> open() throws IOException {
    try {
      Files.createDirectories(folder);
      lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    } catch (IOException e) {
      throw new IOException(
          "shipper.state.dir="
              + folder
              + " cannot be written. Give this user write access, or set another folder.",
          e);
    }
    takeLock();
    return Files.exists(file) ? read() : List.of();
  }

  void save(List<SavedFile> files) throws IOException {
    Path next = folder.resolve("files.json.next");
    byte[] bytes = JSON.writeValueAsBytes(new Content(VERSION, files));
    try (FileChannel channel = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private void takeLock() throws IOException {
    FileLock taken;
    try {
      taken = lock.tryLock();
    } catch (OverlappingFileLockException e) {
      taken = null;
    }
    if (taken == null) {
      lock.close();
      throw new IOException(
          "shipper.state.dir="
              + folder
              + " is in use by another shipper. Stop that one, or set another folder.");
    }
  }

  private List<SavedFile> read() throws IOException {
    try {
      Content content = JSON.readValue(file.toFile(), Content.class);
      if (content.version() != VERSION) {
        throw new IOException(
            file + " has version " + content.version() + ", this shipper reads " + VERSION + ".");
      }
      return content.files();
    } catch (IOException e) {
      lock.close();
      throw new IOException(
          file
              + " cannot be read: "
              + e.getMessage()
              + " Mend it, or move it away to ship all files again from the beginning.",
          e);
    }
  }
}
