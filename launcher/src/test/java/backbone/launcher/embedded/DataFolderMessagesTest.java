// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.servers.JavaCommand;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data folder tells people, to the letter, and other processes by its lock. */
class DataFolderMessagesTest {

  @TempDir private Path parent;

  /** As root Elasticsearch's folder lies elsewhere; what a test makes there goes with the test. */
  @AfterEach
  void removeElasticsearch() throws IOException {
    Files.deleteIfExists(new DataFolder(parent.resolve("data")).elasticsearch());
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    DataFolder folder = opened();
    Files.writeString(folder.version(), "2\n");

    assertThatThrownBy(folder::open)
        .hasMessage(
            "data folder "
                + folder.root()
                + " has version 2 and this program reads version 1."
                + " Use the program that wrote it, or another --data");
  }

  @Test
  void refusesFilesOfOthers() throws IOException {
    Files.writeString(parent.resolve("photo.jpg"), "smile");

    assertThatThrownBy(new DataFolder(parent)::open)
        .hasMessage(
            "data folder "
                + parent
                + " holds files and is none of ours: it has no VERSION."
                + " Empty it, or set another with --data");
  }

  @Test
  void namesTheFolder_whenItCannotBeWritten() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "in the way");

    assertThatThrownBy(new DataFolder(file)::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "data folder "
                + file
                + " cannot be written. Give this user write access, or set another with --data");
  }

  @Test
  void purgesNothing_whenTheVersionIsSomebodyElses() throws IOException {
    Path project = Files.createDirectory(parent.resolve("project"));
    Path version = Files.writeString(project.resolve("VERSION"), "3.1.4\n");

    assertThatThrownBy(new DataFolder(project)::purge)
        .hasMessage(project + " is no data folder of ours: it has no VERSION 1. Nothing removed");
    assertThat(version).exists();
  }

  @Test
  void locksOutOtherProcesses_untilTheLockIsReleased() throws Exception {
    DataFolder folder = opened();

    try (FileLock lock = folder.lock()) {
      assertThat(lock).isNotNull();
      assertThat(lockInAnotherProcess(folder)).isEqualTo("in use");
    }
    assertThat(lockInAnotherProcess(folder)).isEqualTo("taken");
  }

  private DataFolder opened() throws IOException {
    DataFolder folder = new DataFolder(parent.resolve("data"));
    folder.open();
    return folder;
  }

  private static String lockInAnotherProcess(DataFolder folder) throws Exception {
    Process other =
        new ProcessBuilder(
                JavaCommand.java(),
                "-cp",
                System.getProperty("java.class.path"),
                LockProgram.class.getName(),
                folder.root().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(other.waitFor()).as(said).isZero();
    return said;
  }

  /** Takes the lock of a folder and says whether that went well. */
  static final class LockProgram {

    private LockProgram() {}

    public static void main(String[] arguments) throws IOException {
      FileLock lock = new DataFolder(Path.of(arguments[0])).lock();
      System.out.println(lock == null ? "in use" : "taken");
    }
  }
}
