// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Copies a process's output to a file that never grows beyond a bound; three older ones stay. */
final class RotatingLog {

  static final long BYTES_MAX = 5L * 1024 * 1024;
  static final int OLDER_MAX = 3;
  private static final int TAIL_BYTES = 2048;

  private final Path file;
  private OutputStream out;
  private long written;

  RotatingLog(Path file) {
    this.file = file;
  }

  /** Copies until the output ends. A full disk loses our own log lines, never stops the process. */
  void copy(InputStream from) {
    byte[] buffer = new byte[8192];
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        write(buffer, n);
      }
    } catch (IOException e) {
      // The process is gone; there is nothing left to copy.
    } finally {
      close();
    }
  }

  /** The last lines of a log, each on a line of its own after a line end; nothing if unreadable. */
  static String lastLines(Path file) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(log.length(), TAIL_BYTES)];
      log.seek(log.length() - tail.length);
      log.readFully(tail);
      return System.lineSeparator() + new String(tail, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private void write(byte[] buffer, int n) {
    try {
      if (out == null || written > BYTES_MAX) {
        open();
      }
      out.write(buffer, 0, n);
      written += n;
    } catch (IOException e) {
      close();
    }
  }

  private void open() throws IOException {
    close();
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
      for (int i = OLDER_MAX - 1; i >= 1; i--) {
        moveIfPresent(older(i), older(i + 1));
      }
      moveIfPresent(file, older(1));
    }
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    written = Files.size(file);
  }

  private Path older(int i) {
    return file.resolveSibling(file.getFileName() + "." + i);
  }

  private static void moveIfPresent(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        // Nothing is left to save.
      }
      out = null;
    }
  }
}
