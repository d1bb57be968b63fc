// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that writes numbered lines at a steady pace and rotates its file by renaming it. */
final class LineWriter implements AutoCloseable {

  private static final int ROTATE_EVERY = 1_000;
  private static final long PAUSE_MS = 25;

  private final Path file;
  private final Thread thread = new Thread(this::write, "line-writer");
  private volatile boolean stopped;
  private final AtomicInteger written = new AtomicInteger();

  private LineWriter(Path file) {
    this.file = file;
  }

  static LineWriter started(Path file) {
    LineWriter writer = new LineWriter(file);
    writer.thread.start();
    return writer;
  }

  static String message(int number) {
    return "numbered line " + number;
  }

  /** Stops writing; tells how many lines there are. */
  int stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return written.get();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  private void write() {
    try {
      while (!stopped) {
        int number = written.get();
        if (number > 0 && number % ROTATE_EVERY == 0) {
          Path old = file.resolveSibling(file.getFileName() + "." + number / ROTATE_EVERY);
          Files.move(file, old, StandardCopyOption.ATOMIC_MOVE);
        }
        String line = "2026-03-01 14:05:09.123 [main] INFO  a.B - " + message(number) + "\n";
        Files.write(
            file,
            line.getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        written.incrementAndGet();
        Thread.sleep(PAUSE_MS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
