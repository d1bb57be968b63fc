// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.traces.SearchPlan.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

final class SearchPlanTest {

  private static final long CHUNK = SearchPlan.CHUNK_RECORDS;

  @Test
  void looksOnThePartitionThatKafkasProducerTakes() {
    for (int i = 0; i < 1000; i++) {
      byte[] key = "%032x".formatted(i * 0x9e3779b97f4a7c15L).getBytes(US_ASCII);
      assertThat(SearchPlan.partition(key, 12))
          .isEqualTo(BuiltInPartitioner.partitionForKey(key, 12));
    }
  }

  @Test
  void readsNewestFirst_whenNoTimeIsKnown() {
    assertThat(chunks(5, 2 * CHUNK + 10, Long.MAX_VALUE))
        .containsExactly(
            new Chunk(CHUNK + 10, 2 * CHUNK + 10, true),
            new Chunk(10, CHUNK + 10, true),
            new Chunk(5, 10, true));
  }

  @Test
  void readsFromTheTimeOn_thenWhatIsOlder() {
    assertThat(chunks(0, CHUNK + 50, 40))
        .containsExactly(
            new Chunk(40, CHUNK + 40, false),
            new Chunk(CHUNK + 40, CHUNK + 50, false),
            new Chunk(0, 40, true));
  }

  @Test
  void readsNothing_whenThePartitionIsEmpty() {
    assertThat(chunks(7, 7, 3)).isEmpty();
  }

  private static List<Chunk> chunks(long begin, long end, long start) {
    List<Chunk> chunks = new ArrayList<>();
    new SearchPlan(begin, end, start).forEachRemaining(chunks::add);
    return chunks;
  }
}
