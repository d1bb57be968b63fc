// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A service that writes access lines into a file, which is rotated by renaming. */
final class LogWriter {

  private static final long ROTATE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int ROUND_LINES = 1_000;
  private static final int STEPS = 10;
  private static final int STEP_MS = 200;
  private static final String FILE = "app.log";

  private final Path folder;
  private int written;
  private int rotated;

  LogWriter(Path folder) {
    this.folder = folder;
  }

  /** Writes lines up to a number, at most so many a second, and rotates every two seconds. */
  void writeTo(int end, int perSecond, Progress progress) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int before = written;
    while (written < end) {
      long until = System.nanoTime() + ROTATE_NANOS;
      Path file = folder.resolve(FILE);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        while (written < end && System.nanoTime() < until) {
          write(out, Math.min(end, written + ROUND_LINES));
          long due = start + (written - before) * 1_000_000_000L / perSecond;
          Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
          progress.tick("lines written", written, end);
        }
      }
      if (written < end) {
        Files.move(file, folder.resolve(FILE + "." + ++rotated));
      }
    }
  }

  /**
   * Appends lines to another file, in ten steps within two seconds: who follows a file by its size
   * cannot see that it was cut when it has grown to its old size by the next look.
   */
  void append(String name, int lines) throws IOException, InterruptedException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      for (int step = 0; step < STEPS; step++) {
        write(out, written + lines / STEPS);
        Thread.sleep(STEP_MS);
      }
    }
  }

  /** Cuts another file to nothing, as copytruncate does; it stays the same file. */
  void truncate(String name) throws IOException {
    Files.newOutputStream(folder.resolve(name), StandardOpenOption.TRUNCATE_EXISTING).close();
  }

  private void write(OutputStream out, int end) throws IOException {
    for (; written < end; written++) {
      out.write(Lines.ACCESS.line(written));
      out.write('\n');
    }
    out.flush();
  }

  int written() {
    return written;
  }
}
