// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.servers.ElasticsearchFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The folder that holds everything of one embedded backbone, and which file is where in it. */
public final class DataFolder {

  /** Form of the folder; a launcher refuses any other. */
  public static final String VERSION = "1";

  private static final int HASH_CHARS = 12;

  private final Path root;
  private FileLock held;

  public DataFolder(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /** Our own logs, one file a part. */
  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Written settings of the parts. */
  public Path settings(String part) {
    return root.resolve("run").resolve(part + ".yaml");
  }

  public Path state() {
    return root.resolve("run").resolve("state.json");
  }

  public Path part(String part) {
    return root.resolve(part);
  }

  public Path demoLogs() {
    return root.resolve("demo").resolve("logs");
  }

  public Path demoFault() {
    return root.resolve("demo").resolve("fault.json");
  }

  public Path schemaIds() {
    return root.resolve("schema-ids.properties");
  }

  /**
   * Empties the folder of the parts' short-lived files, such as the native libraries that a killed
   * one leaves; nobody else may run on the data folder.
   */
  Path emptiedTemporary() throws IOException {
    Path temporary = root.resolve("tmp");
    remove(temporary);
    return Files.createDirectories(temporary);
  }

  public Path version() {
    return root.resolve("VERSION");
  }

  /** Elasticsearch's folder; as root it lies where the user {@code nobody} can reach it. */
  public Path elasticsearch() {
    return ElasticsearchFiles.root()
        ? ElasticsearchFiles.ROOT_HOME.resolve("data-" + hash())
        : root.resolve("elasticsearch");
  }

  /**
   * Makes the folder and checks its version. A folder with files of others is left as it is: what
   * is ours may be purged, and that would take them, too.
   *
   * @throws IOException with one sentence for people
   */
  public void open() throws IOException {
    claim();
    String found = Files.readString(version()).strip();
    if (!found.equals(VERSION)) {
      throw new IOException(
          "data folder "
              + root
              + " has version "
              + found
              + " and this program reads version "
              + VERSION
              + ". Use the program that wrote it, or another --data");
    }
    try {
      Files.createDirectories(root.resolve("run"));
      Files.createDirectories(logs());
      Files.createDirectories(elasticsearch());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void claim() throws IOException {
    if (Files.exists(version())) {
      return;
    }
    boolean foreign;
    try {
      Files.createDirectories(root);
      try (Stream<Path> children = Files.list(root)) {
        foreign = children.findAny().isPresent();
      }
      if (!foreign) {
        Files.writeString(version(), VERSION + "\n");
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (foreign) {
      throw new IOException(
          "data folder "
              + root
              + " holds files and is none of ours: it has no VERSION."
              + " Empty it, or set another with --data");
    }
  }

  private IOException unwritable(IOException cause) {
    return new IOException(
        "data folder "
            + root
            + " cannot be written. Give this user write access, or set another with --data",
        cause);
  }

  /**
   * Takes the folder for this process; the lock goes with the process, or with this object: a lock
   * that nobody refers to is released by the garbage collector.
   *
   * @return null when another process has it
   */
  public FileLock lock() throws IOException {
    if (held != null && held.isValid()) {
      return held;
    }
    FileChannel channel =
        FileChannel.open(
            root.resolve("run").resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    held = channel.tryLock();
    if (held == null) {
      channel.close();
    }
    return held;
  }

  /**
   * Removes the folder and all in it.
   *
   * @throws IOException when it is none of ours
   */
  public void purge() throws IOException {
    if (!Files.exists(version()) || !Files.readString(version()).strip().equals(VERSION)) {
      throw new IOException(
          root + " is no data folder of ours: it has no VERSION " + VERSION + ". Nothing removed");
    }
    remove(elasticsearch());
    remove(root);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Someone else was faster; gone is gone.
    }
  }

  private String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(root.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("bug: every JDK has SHA-256", e);
    }
  }
}
