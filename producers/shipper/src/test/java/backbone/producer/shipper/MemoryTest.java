// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void keepsAllFilesOfTheRunBefore_howeverMany() {
    Memory memory = new Memory(saved(5_000));

    memory.add(saved(1).get(0));

    assertThat(memory.files()).hasSize(5_000);
    assertThat(memory.knows(new FileKey("1:4999"))).isTrue();
  }

  @Test
  void forgetsTheOldest_whenTooManyAreGone() {
    Memory memory = new Memory(List.of());

    saved(2_001).forEach(memory::add);

    assertThat(memory.files()).hasSize(2_000);
    assertThat(memory.knows(new FileKey("1:0"))).isFalse();
  }

  private static List<SavedFile> saved(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new SavedFile(
                    "id" + i, 0, "1:" + i, "/a", "/a", Mark.NONE, Mark.NONE, 0, List.of(), false,
                    null))
        .toList();
  }
}
