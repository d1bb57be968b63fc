// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The archive: a tar whose bytes depend on nothing but the files in it. It is not compressed,
 * because it holds jars: gzip takes 20 times as long and saves 7 of 100 bytes.
 */
public final class Archive {

  /** As the build stamps its jars. */
  private static final Instant TIME = Instant.parse("2026-11-23T00:00:00Z");

  private static final int READABLE = 0644;
  private static final int RUNNABLE = 0755;
  private static final int BUFFER_BYTES = 1 << 20;

  private final Sources sources;
  private final String name;

  /**
   * Makes an archive without I/O.
   *
   * @param name of the one folder that it unpacks to
   */
  public Archive(Sources sources, String name) {
    this.sources = sources;
    this.name = name;
  }

  /**
   * Writes {@code name.tar}, whole or not at all.
   *
   * @return the archive
   * @throws IOException naming what is missing or cannot be written
   */
  public Path write(Path folder) throws IOException {
    Map<String, Path> contents = Contents.of(sources);
    Files.createDirectories(folder);
    Path half = Files.createTempFile(folder, name, ".half");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half), BUFFER_BYTES);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (Map.Entry<String, Path> each : contents.entrySet()) {
          put(tar, each.getKey(), each.getValue());
        }
      }
      Path archive = folder.resolve(name + ".tar");
      return Files.move(half, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private void put(TarArchiveOutputStream tar, String path, Path file) throws IOException {
    boolean folder = Files.isDirectory(file);
    TarArchiveEntry entry = new TarArchiveEntry(name + "/" + path + (folder ? "/" : ""));
    entry.setModTime(Date.from(TIME));
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    entry.setMode(folder || Files.isExecutable(file) ? RUNNABLE : READABLE);
    entry.setSize(folder ? 0 : Files.size(file));
    tar.putArchiveEntry(entry);
    if (!folder) {
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }
}
