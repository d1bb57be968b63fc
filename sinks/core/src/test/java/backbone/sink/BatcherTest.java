// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatcherTest {

  private final List<Integer> sizes = new ArrayList<>();
  private final Batcher batcher =
      new Batcher(new SinkSettings(3, 2_000, 100, 10_000, 1, 10), batch -> sizes.add(batch.size()));

  @Test
  void handsOnAtTheCount() {
    add(10, 4);
    assertThat(sizes).containsExactly(3);
  }

  @Test
  void handsOnBeforeTheBytesAreExceeded() {
    add(700, 3);
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void sendsARecordAlone_whenItIsAboveTheLimit() {
    add(10, 1);
    add(5_000, 1);
    add(10, 1);
    assertThat(sizes).containsExactly(1, 1);
  }

  @Test
  void handsOnAPartialBatch_whenItLingered() {
    add(10, 1);
    batcher.flushLingered(99);
    assertThat(sizes).isEmpty();
    batcher.flushLingered(100);
    assertThat(sizes).containsExactly(1);
  }

  private void add(int bytes, int count) {
    for (int i = 0; i < count; i++) {
      batcher.add(Delivery.of(TaskRig.record(0, i, new byte[bytes]), null), 0);
    }
  }
}
