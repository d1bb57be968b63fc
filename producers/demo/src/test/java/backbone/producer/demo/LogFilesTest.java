// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFilesTest {

  private static final Line AUTH = new Line(ShopFile.AUTH, SteppedClock.START, "hello");
  private static final Line ORDER = new Line(ShopFile.ORDER, SteppedClock.START, "{}");

  @TempDir private Path folder;

  @Test
  void putsEachLineIntoItsFile_whenWritten() throws IOException {
    try (LogFiles files = new LogFiles(folder, new SteppedClock(), 1000)) {
      assertThat(files.write(List.of(AUTH, ORDER, AUTH))).isZero();
    }

    assertThat(folder.resolve("auth-service.log")).hasContent("hello\nhello");
    assertThat(folder.resolve("order-service.log")).hasContent("{}");
  }

  @Test
  void countsAndGoesOn_whenDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "Skipped: needs /dev/full, which Linux has.");
    Path auth = Files.createSymbolicLink(folder.resolve("auth-service.log"), full);
    try (LogFiles files = new LogFiles(folder, new SteppedClock(), 1000)) {
      assertThat(files.write(List.of(AUTH, AUTH, ORDER))).isEqualTo(2);
      assertThat(files.fault()).contains("auth-service.log cannot be written", "No space left");

      Files.delete(auth);
      assertThat(files.write(List.of(AUTH))).isZero();
      assertThat(files.fault()).isEmpty();
    }

    assertThat(auth).hasContent("hello");
    assertThat(folder.resolve("order-service.log")).hasContent("{}");
  }

  @Test
  void namesTheSetting_whenFolderCannotBeMade() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    LogFiles files = new LogFiles(taken, new SteppedClock(), 1000);

    assertThatThrownBy(files::prepare)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "demo.logs.dir="
                + taken
                + " cannot be written. Give this user write access, or set another directory.");
  }
}
