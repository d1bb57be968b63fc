// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Name of this instance in the consumer group, minted once and kept in the state folder, so that
 * after a kill it is back in its place within a second instead of a session timeout. Holds a lock
 * while open: two processes of one name would throw each other out for ever.
 */
final class InstanceId implements AutoCloseable {

  private static final String FILE = "instance.id";

  /** The only job of the first release, which had the state folder to itself. */
  private static final String FIRST_JOB = "normalize-logs";

  private static final int BYTES_MAX = 64;
  private static final int ID_CHARS = 12;

  private final FileChannel file;
  private final String value;

  private InstanceId(FileChannel file, String value) {
    this.file = file;
    this.value = value;
  }

  /**
   * Folder of a job below the state folder. An id of the first release stays where it is: its job
   * finds its place in the group again, and a process of that release cannot run beside this one.
   */
  static Path folder(Path state, String job) {
    boolean first = job.equals(FIRST_JOB) && Files.exists(state.resolve(FILE));
    return first ? state : state.resolve(job);
  }

  /**
   * Reads the id, or mints it.
   *
   * @throws IOException when the folder cannot be written or another process uses it
   */
  static InstanceId open(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    FileChannel file = openFile(folder, path);
    try {
      if (!locked(file)) {
        throw new IOException(
            "jobs.state.dir="
                + folder
                + " is in use by another process. Stop it, or set another folder.");
      }
      return new InstanceId(file, readOrMint(file));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static FileChannel openFile(Path folder, Path path) throws IOException {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "jobs.state.dir="
              + folder
              + " cannot be written. Give this user write access, or set another folder.",
          e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String readOrMint(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
    file.read(bytes, 0);
    String stored = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    if (stored.length() == ID_CHARS) {
      return stored;
    }
    String minted = UUID.randomUUID().toString().replace("-", "").substring(0, ID_CHARS);
    file.truncate(0);
    file.write(ByteBuffer.wrap((minted + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    file.force(true);
    return minted;
  }

  String value() {
    return value;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
