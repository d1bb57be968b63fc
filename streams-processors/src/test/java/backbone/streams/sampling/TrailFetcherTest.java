// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrailFetcherTest {

  private static final TopicPartition PLACE = new TopicPartition("normalized", 3);
  private static final int MEGABYTE = 1 << 20;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final TrailFetcher fetcher =
      new TrailFetcher(PLACE.topic(), () -> consumer, () -> consumer);
  private final TrailQueue trail = new TrailQueue(PLACE.partition(), queue -> {});

  @BeforeEach
  void begin() {
    consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    fetcher.begin();
    fetcher.serve(Map.of(PLACE.partition(), trail));
  }

  private void record(long offset, int bytes) {
    consumer.addRecord(
        new ConsumerRecord<>(
            PLACE.topic(), PLACE.partition(), offset, new byte[32], new byte[bytes]));
  }

  private List<Long> taken() {
    List<Long> offsets = new ArrayList<>();
    while (trail.peek() != null) {
      offsets.add(trail.peek().offset());
      trail.take();
    }
    return offsets;
  }

  @Test
  void givesRecordsFromThePosition_andTellsHowFarItIs() throws Exception {
    trail.seek(5);
    fetcher.turn();
    for (long offset : new long[] {4, 5, 6, 9}) {
      record(offset, 10);
    }
    fetcher.turn();

    assertThat(taken()).containsExactly(5L, 6L, 9L);
    assertThat(trail.position()).isEqualTo(10);
    assertThat(trail.bytes()).isZero();
    assertThat(trail.peek()).isNull();
  }

  @Test
  void nothingOfBeforeASeekIsGiven_afterIt() throws Exception {
    trail.seek(0);
    fetcher.turn();
    record(0, 10);
    record(1, 10);
    fetcher.turn();
    trail.peek();
    trail.seek(7);

    assertThat(trail.peek()).isNull();
    assertThat(trail.position()).isEqualTo(Trail.UNKNOWN);
    record(7, 10);
    fetcher.turn();
    fetcher.turn();
    assertThat(taken()).containsExactly(7L);
  }

  @Test
  void fetchesNoMore_whenTheQueueIsFull_untilHalfIsTaken() throws Exception {
    trail.seek(0);
    fetcher.turn();
    for (int i = 0; i < 9; i++) {
      record(i, MEGABYTE);
      fetcher.turn();
    }
    fetcher.turn();
    assertThat(consumer.paused()).containsExactly(PLACE);

    assertThat(taken()).hasSizeGreaterThanOrEqualTo(8);
    fetcher.turn();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void fetchesMore_whenOnePollFilledTheQueue_andAllOfItIsTaken() throws Exception {
    trail.seek(0);
    fetcher.turn();
    for (int i = 0; i < 9; i++) {
      record(i, MEGABYTE);
    }
    fetcher.turn();
    fetcher.turn();
    assertThat(consumer.paused()).containsExactly(PLACE);

    assertThat(taken()).hasSize(9);
    fetcher.turn();
    assertThat(consumer.paused()).isEmpty();
    record(9, 10);
    fetcher.turn();
    assertThat(taken()).containsExactly(9L);
  }

  @Test
  void goesOnAtTheStart_whenTheLogHasForgottenThePosition() throws Exception {
    trail.seek(2);
    fetcher.turn();
    consumer.updateBeginningOffsets(Map.of(PLACE, 50L));
    record(50, 10);
    fetcher.turn();

    assertThat(trail.jumped()).isEqualTo(50);
    assertThat(trail.jumped()).isEqualTo(Trail.UNKNOWN);
    record(51, 10);
    fetcher.turn();
    assertThat(taken()).contains(51L).allMatch(offset -> offset >= 50);
  }

  @Test
  void tellsTheCommittedOffset_asLongAsTheTaskDoesNotKnowWhereToBegin() throws Exception {
    consumer.assign(List.of(PLACE));
    consumer.commitSync(Map.of(PLACE, new OffsetAndMetadata(42)));
    fetcher.turn();

    assertThat(trail.committed()).isEqualTo(42);
  }

  @Test
  void triesAgain_whenTheClusterFails() throws Exception {
    trail.seek(0);
    fetcher.turn();
    consumer.setPollException(new KafkaException("the broker is away"));
    fetcher.turn();
    record(0, 10);
    fetcher.turn();

    assertThat(taken()).containsExactly(0L);
  }

  @Test
  void losesNothingOfAPartition_whileTheConsumerDoesNotKnowWhereAnotherStands() throws Exception {
    List<TopicPartition> places = new ArrayList<>();
    Map<Integer, TrailQueue> trails = new HashMap<>();
    for (int p = 0; p < 8; p++) {
      TopicPartition place = new TopicPartition(PLACE.topic(), p);
      places.add(place);
      trails.put(p, new TrailQueue(p, queue -> {}));
      trails.get(p).seek(0);
    }
    MockConsumer<byte[], byte[]> moving = movingLeaderOf(places.get(4));
    places.forEach(place -> moving.updateBeginningOffsets(Map.of(place, 0L)));
    TrailFetcher several = new TrailFetcher(PLACE.topic(), () -> moving, () -> moving);
    several.begin();
    several.serve(trails);
    several.turn();
    for (int p = 0; p < 8; p++) {
      moving.addRecord(new ConsumerRecord<>(PLACE.topic(), p, 0, new byte[32], new byte[1]));
    }
    several.turn();

    assertThat(trails.values()).allMatch(queue -> queue.peek() != null);
    trails.get(4).take();
    assertThat(trails.get(4).position()).isEqualTo(1);
  }

  private static MockConsumer<byte[], byte[]> movingLeaderOf(TopicPartition place) {
    return new MockConsumer<>("none") {
      @Override
      public synchronized long position(TopicPartition of, Duration limit) {
        if (of.equals(place)) {
          throw new TimeoutException("the leader is not known");
        }
        return position(of);
      }

      @Override
      public synchronized long position(TopicPartition of) {
        if (of.equals(place)) {
          throw new TimeoutException("the leader is not known");
        }
        return super.position(of);
      }
    };
  }
}
