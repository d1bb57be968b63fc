// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers twice a second where the input ends, and compares with how far the consumer is.
 *
 * <p>The lag that a consumer keeps is not enough for a watermark: it is as old as the last fetch,
 * so after a pause it says 0 while records wait; and under read_committed it leaves out what open
 * transactions hold. The end asked for here is the high watermark, and it is dated with the wall
 * clock from <em>before</em> the question: whatever was appended by then lies below it. A partition
 * is read to its end when the consumer stands at or past that end and the task has processed the
 * last record that the consumer handed over.
 */
final class InputEnds implements InputProgress, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InputEnds.class);
  private static final long INTERVAL_MS = 500;
  private static final int TIMEOUT_MS = 5_000;

  /** An end, and the time by which everything appended lies below it. */
  private record End(long offset, long atMs) {}

  private final Admin admin;
  private final Set<TopicPartition> partitions;
  private final Function<TopicPartition, ThreadClients.Read> reads;
  private final LongSupplier clock;
  private final ScheduledExecutorService timer;
  private ScheduledFuture<?> asking;
  private volatile Map<TopicPartition, End> ends = Map.of();

  /**
   * Makes a watch that owns the admin client and closes it.
   *
   * @param reads how far the consumer is in a partition, or null when it is not ours
   * @param clock wall clock, milliseconds since 1970
   */
  InputEnds(
      Admin admin,
      Set<TopicPartition> partitions,
      Function<TopicPartition, ThreadClients.Read> reads,
      LongSupplier clock) {
    this.admin = admin;
    this.partitions = Set.copyOf(partitions);
    this.reads = reads;
    this.clock = clock;
    this.timer = Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "input-ends"));
  }

  void start() {
    asking = timer.scheduleWithFixedDelay(this::ask, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      ends = ask(clock.getAsLong());
    } catch (ExecutionException | RuntimeException e) {
      LOG.debug("The ends of the input are not known now.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<TopicPartition, End> ask(long atMs) throws ExecutionException, InterruptedException {
    ListOffsetsOptions options =
        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(TIMEOUT_MS);
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())),
                options)
            .all()
            .get();
    Map<TopicPartition, End> found = new HashMap<>();
    answer.forEach((partition, info) -> found.put(partition, new End(info.offset(), atMs)));
    return Map.copyOf(found);
  }

  @Override
  public long readToEndAtMs(String topic, int partition, long lastOffset) {
    TopicPartition place = new TopicPartition(topic, partition);
    End end = ends.get(place);
    ThreadClients.Read read = reads.apply(place);
    boolean known = end != null && read != null;
    boolean processed = known && (read.delivered() < 0 || read.delivered() == lastOffset);
    return processed && read.position() >= end.offset() ? end.atMs() : UNKNOWN;
  }

  /** Last known end of a partition. */
  OptionalLong end(TopicPartition partition) {
    End end = ends.get(partition);
    return end == null ? OptionalLong.empty() : OptionalLong.of(end.offset());
  }

  @Override
  public void close() {
    if (asking != null) {
      asking.cancel(true);
    }
    timer.shutdownNow();
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
