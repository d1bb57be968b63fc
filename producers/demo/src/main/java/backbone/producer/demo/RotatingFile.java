// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * An append-only log file that is renamed when full: {@code a.log} becomes {@code a.log.1}, that
 * becomes {@code a.log.2}, and the oldest is deleted. An event is never split over two files.
 */
final class RotatingFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final long bytesMax;
  private final int kept;
  private OutputStream raw;
  private OutputStream out;
  private long bytes;

  RotatingFile(Path path, long bytesMax, int kept) {
    this.path = path;
    this.bytesMax = bytesMax;
    this.kept = kept;
  }

  /**
   * Appends the events and hands them to the operating system.
   *
   * @throws IOException when they could not all be written; the next call opens the file anew
   */
  void write(List<String> events) throws IOException {
    try {
      for (String event : events) {
        append((event + "\n").getBytes(UTF_8));
      }
      if (out != null) {
        out.flush();
      }
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  private void append(byte[] event) throws IOException {
    if (out == null) {
      open();
    }
    if (bytes > 0 && bytes + event.length > bytesMax) {
      close();
      rotate();
      open();
    }
    out.write(event);
    bytes += event.length;
  }

  private void open() throws IOException {
    boolean torn = endsInsideLine();
    raw = Files.newOutputStream(path, CREATE, APPEND);
    out = new BufferedOutputStream(raw, BUFFER_BYTES);
    bytes = Files.size(path);
    if (torn) {
      out.write('\n');
      bytes++;
    }
  }

  /** A crash or a full disk leaves half a line; the next one must not be glued to it. */
  private boolean endsInsideLine() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(file.length() - 1);
      return file.read() != '\n';
    }
  }

  private void rotate() throws IOException {
    Files.deleteIfExists(numbered(kept));
    for (int number = kept - 1; number >= 0; number--) {
      if (Files.exists(numbered(number))) {
        Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path numbered(int number) {
    return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
  }

  /** Closes below the buffer, because what it holds would fail again. */
  private void abandon() {
    OutputStream broken = raw;
    raw = null;
    out = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (IOException e) {
        // The write already failed and tells why; a failing close adds nothing.
        return;
      }
    }
  }
}
