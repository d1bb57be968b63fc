// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path root;

  @Test
  void refusesAFolder_whenItHoldsFilesOfOthers() throws Exception {
    Path foreign = Files.writeString(root.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> new DataFolder(root).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("--data");

    try (var children = Files.list(root)) {
      assertThat(children).containsExactly(foreign);
    }
  }

  @Test
  void refusesAFolder_whenAnotherVersionWroteIt() throws Exception {
    Files.writeString(root.resolve("VERSION"), "77\n");

    assertThatThrownBy(() -> new DataFolder(root).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("77")
        .hasMessageContaining("--data");
  }

  @Test
  void purgesNothing_whenTheFolderHasNoVersion() throws Exception {
    Path foreign = Files.writeString(root.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> new DataFolder(root).purge()).isInstanceOf(IOException.class);

    assertThat(foreign).exists();
  }

  @Test
  void removesTheFolder_whenItIsPurged() throws Exception {
    Path data = Files.createDirectories(root.resolve("data"));
    Files.writeString(data.resolve("VERSION"), DataFolder.VERSION);
    Files.writeString(Files.createDirectories(data.resolve("kafka")).resolve("segment"), "x");

    new DataFolder(data).purge();

    assertThat(data).doesNotExist();
  }
}
