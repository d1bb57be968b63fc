// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All files of the shop. A file that cannot be written costs its lines, never the shop. */
final class LogFiles implements AutoCloseable {

  static final long FILE_BYTES_MAX = 8L * 1024 * 1024;
  static final int FILES_KEPT = 3;

  private static final Logger log = LoggerFactory.getLogger(LogFiles.class);
  private static final Duration COMPLAINT_INTERVAL = Duration.ofMinutes(1);

  private final Path folder;
  private final Clock clock;
  private final Map<ShopFile, RotatingFile> files = new EnumMap<>(ShopFile.class);
  private Instant complained = Instant.EPOCH;
  private String fault = "";

  LogFiles(Path folder, Clock clock, long bytesMax) {
    this.folder = folder;
    this.clock = clock;
    for (ShopFile file : ShopFile.values()) {
      files.put(file, new RotatingFile(folder.resolve(file.fileName()), bytesMax, FILES_KEPT));
    }
  }

  /**
   * Makes the folder.
   *
   * @throws IOException when it cannot be written
   */
  void prepare() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(unwritable(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(unwritable());
    }
  }

  /** Appends the lines to their files and tells how many of them could not be written. */
  int write(List<Line> lines) {
    Map<ShopFile, List<String>> byFile = new EnumMap<>(ShopFile.class);
    lines.forEach(
        line -> byFile.computeIfAbsent(line.file(), f -> new ArrayList<>()).add(line.text()));
    int lost = 0;
    String failed = "";
    for (Map.Entry<ShopFile, List<String>> part : byFile.entrySet()) {
      try {
        files.get(part.getKey()).write(part.getValue());
      } catch (IOException e) {
        lost += part.getValue().size();
        failed = folder.resolve(part.getKey().fileName()) + " cannot be written: " + e;
      }
    }
    if (!byFile.isEmpty()) {
      fault = failed;
      complain(lost);
    }
    return lost;
  }

  /** What is wrong with the files now; empty when nothing is. */
  String fault() {
    return fault;
  }

  @Override
  public void close() throws IOException {
    for (RotatingFile file : files.values()) {
      file.close();
    }
  }

  private void complain(int lost) {
    Instant now = clock.instant();
    if (lost > 0 && !now.isBefore(complained.plus(COMPLAINT_INTERVAL))) {
      complained = now;
      log.warn(
          "{}. Free some disk or give this user write access; the shop goes on without these lines. lost={}",
          fault,
          lost);
    }
  }

  private String unwritable() {
    return "demo.logs.dir="
        + folder
        + " cannot be written. Give this user write access, or set another directory.";
  }
}
