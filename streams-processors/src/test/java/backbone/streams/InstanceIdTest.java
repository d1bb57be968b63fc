// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {

  @TempDir Path folder;

  @Test
  void idIsTheSame_whenOpenedAgain() throws Exception {
    String first;
    try (InstanceId id = InstanceId.open(folder.resolve("new"))) {
      first = id.value();
    }
    try (InstanceId id = InstanceId.open(folder.resolve("new"))) {
      assertThat(id.value()).isEqualTo(first).hasSize(12);
    }
  }

  @Test
  void secondUserIsRefused() throws Exception {
    try (InstanceId id = InstanceId.open(folder)) {
      assertThatThrownBy(() -> InstanceId.open(folder))
          .hasMessage(
              "jobs.state.dir="
                  + folder
                  + " is in use by another process. Stop it, or set another folder.");
      assertThat(id.value()).isNotEmpty();
    }
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> InstanceId.open(file.resolve("below")))
        .hasMessageContaining("jobs.state.dir=" + file.resolve("below") + " cannot be written");
  }

  @Test
  void eachJobHasAFolder_andTheFirstReleasesIdStaysWhereItIs() throws Exception {
    Path before = InstanceId.folder(folder, "normalize-logs");
    String id;
    try (InstanceId first = InstanceId.open(folder)) {
      id = first.value();
    }

    assertThat(before).isEqualTo(folder.resolve("normalize-logs"));
    assertThat(InstanceId.folder(folder, "sample-traces"))
        .isEqualTo(folder.resolve("sample-traces"));
    try (InstanceId kept = InstanceId.open(InstanceId.folder(folder, "normalize-logs"))) {
      assertThat(kept.value()).isEqualTo(id);
    }
  }
}
