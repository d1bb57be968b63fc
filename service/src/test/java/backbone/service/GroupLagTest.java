// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class GroupLagTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);
  private static final int PAGE = 50;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final GroupLag lag = new GroupLag(null, consumer);

  private void fill(int watermarks, int events) {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.setMaxPollRecords(PAGE);
    for (int i = 0; i < watermarks + events; i++) {
      RecordHeaders headers = new RecordHeaders();
      if (i < watermarks) {
        headers.add("telemetry-control", "watermark".getBytes(UTF_8));
      }
      consumer.addRecord(
          new ConsumerRecord<>(
              "t",
              0,
              i,
              1_000L + i,
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              null,
              null,
              headers,
              Optional.empty()));
    }
  }

  @Test
  void saysThatNothingWaits_whenOnlyWatermarksDo() {
    fill(100, 0);

    assertThat(lag.waiting(PARTITION, 0, 100)).isEqualTo(GroupLag.Waiting.NOTHING);
  }

  @Test
  void saysThatEventsWait_whenManyWatermarksLieBeforeThem() {
    fill(3_000, 2);

    GroupLag.Waiting waiting = lag.waiting(PARTITION, 0, 3_002);

    assertThat(waiting.records()).isGreaterThanOrEqualTo(2);
    assertThat(waiting.oldestMs()).isLessThanOrEqualTo(4_000);
  }
}
