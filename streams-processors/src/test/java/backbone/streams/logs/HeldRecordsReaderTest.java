// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class HeldRecordsReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition(Bench.RAW, 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final List<Long> read = new ArrayList<>();

  private void read(long start, long end, int records, List<Long> offsets) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, start));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    consumer.schedulePollTask(
        () -> {
          for (long at = start; at < start + records; at++) {
            consumer.addRecord(new ConsumerRecord<>(Bench.RAW, 0, at, null, new byte[0]));
          }
        });
    new HeldRecordsReader(partition -> consumer, Duration.ofMillis(1))
        .read(PARTITION, new TreeSet<>(offsets), record -> read.add(record.offset()));
  }

  @Test
  void onlyWhatIsHeldIsHandedOn_andTheConsumerIsClosed() {
    read(3, 10, 7, List.of(1L, 4L, 6L, 20L));

    assertThat(read).containsExactly(4L, 6L);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void nothingIsWaitedFor_whenAllIsGoneOrTheTopicMadeAnew() {
    read(9, 10, 0, List.of(4L, 6L));

    assertThat(read).isEmpty();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void faultPasses_whenTheClusterGivesNothing() {
    assertThatThrownBy(() -> read(3, 10, 0, List.of(4L, 6L)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("telemetry.logs.raw-0");
    assertThat(consumer.closed()).isTrue();
  }
}
