// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {

  /** One read's worth of bytes may follow before a file is found to be full. */
  private static final long READ_BYTES = 8192;

  private static final String LINE = "x".repeat(1023) + "\n";

  @TempDir private Path folder;

  @Test
  void copiesEveryByte() throws IOException {
    Path file = folder.resolve("new/kafka.log");

    new RotatingLog(file).copy(bytes("Started.\n", 1));

    assertThat(file).hasContent("Started.\n");
  }

  @Test
  void appends_whenTheFileIsThere() throws IOException {
    Path file = folder.resolve("kafka.log");

    new RotatingLog(file).copy(bytes("one\n", 1));
    new RotatingLog(file).copy(bytes("two\n", 1));

    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void staysBoundedAndKeepsTheNewest_whenMuchIsWritten() throws IOException {
    Path file = folder.resolve("kafka.log");

    new RotatingLog(file).copy(bytes(LINE, (int) (RotatingLog.BYTES_MAX * 6 / LINE.length())));
    new RotatingLog(file).copy(bytes("the end\n", 1));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSize(1 + RotatingLog.OLDER_MAX)
          .allMatch(f -> f.toFile().length() <= RotatingLog.BYTES_MAX + READ_BYTES);
    }
    assertThat(RotatingLog.lastLines(file)).endsWith("the end");
  }

  @Test
  void readsOn_whenTheFolderCannotBeWritten() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("logs"), "");
    AtomicBoolean closed = new AtomicBoolean();
    ByteArrayInputStream output =
        new ByteArrayInputStream(LINE.repeat(100).getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    new RotatingLog(inTheWay.resolve("kafka.log")).copy(output);

    assertThat(output.available()).isZero();
    assertThat(closed).isTrue();
  }

  @Test
  void showsTheLastLinesOnly() throws IOException {
    Path file =
        Files.writeString(folder.resolve("kafka.log"), LINE.repeat(10) + "Out of memory.\n");

    assertThat(RotatingLog.lastLines(file))
        .startsWith(System.lineSeparator())
        .endsWith("Out of memory.")
        .hasSizeLessThan(2100);
    assertThat(RotatingLog.lastLines(folder.resolve("nowhere.log"))).isEmpty();
  }

  private static ByteArrayInputStream bytes(String text, int times) {
    return new ByteArrayInputStream(text.repeat(times).getBytes(StandardCharsets.UTF_8));
  }
}
