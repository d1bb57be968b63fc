// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatingFileTest {

  @TempDir private Path folder;

  @Test
  void renamesAndKeepsThree_whenFull() throws IOException {
    Path path = folder.resolve("a.log");
    try (RotatingFile file = new RotatingFile(path, 20, 3)) {
      for (int n = 0; n < 12; n++) {
        file.write(List.of("event-" + (char) ('a' + n)));
      }
    }

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("a.log", "a.log.1", "a.log.2", "a.log.3");
    assertThat(path).hasContent("event-k\nevent-l");
    assertThat(folder.resolve("a.log.1")).hasContent("event-i\nevent-j");
    assertThat(folder.resolve("a.log.3")).hasContent("event-e\nevent-f");
  }

  /** The shipper follows the inode, so the full file must be moved, never copied. */
  @Test
  void keepsTheInode_whenRenamed() throws IOException {
    Path path = folder.resolve("a.log");
    try (RotatingFile file = new RotatingFile(path, 10, 3)) {
      file.write(List.of("first"));
      Object before = Files.readAttributes(path, "*").get("fileKey");
      file.write(List.of("second"));

      assertThat(Files.readAttributes(folder.resolve("a.log.1"), "*").get("fileKey"))
          .isEqualTo(before);
    }
  }

  @Test
  void neverSplitsAnEvent_whenItIsLong() throws IOException {
    Path path = folder.resolve("a.log");
    String trace = "ERROR it broke\n\tat x.Y.z(Y.java:1)\n\tat x.Y.main(Y.java:2)";
    try (RotatingFile file = new RotatingFile(path, 30, 3)) {
      file.write(List.of("one", trace, "two"));
    }

    assertThat(Files.readString(folder.resolve("a.log.2"))).isEqualTo("one\n");
    assertThat(Files.readString(folder.resolve("a.log.1"))).isEqualTo(trace + "\n");
    assertThat(Files.readString(path)).isEqualTo("two\n");
  }

  @Test
  void startsOnItsOwnLine_whenLastRunDiedInsideOne() throws IOException {
    Path path = folder.resolve("a.log");
    Files.writeString(path, "whole\nhal");
    try (RotatingFile file = new RotatingFile(path, 1000, 3)) {
      file.write(List.of("next"));
    }

    assertThat(Files.readString(path)).isEqualTo("whole\nhal\nnext\n");
  }

  @Test
  void goesOn_whenFileCanBeWrittenAgain() throws IOException {
    Path path = folder.resolve("a.log");
    Files.createDirectory(path);
    List<String> events = new ArrayList<>(List.of("lost"));
    try (RotatingFile file = new RotatingFile(path, 1000, 3)) {
      assertThatThrownBy(() -> file.write(events)).isInstanceOf(IOException.class);
      Files.delete(path);
      file.write(List.of("kept"));
    }

    assertThat(path).hasContent("kept");
  }
}
