// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A worker's side of a task; refuses calls from any thread but the task's. */
public final class FakeContext implements SinkTaskContext, ErrantRecordReporter {

  /** A dead letter and the future that the test finishes. */
  public record Letter(SinkRecord record, Throwable reason, CompletableFuture<Void> durable) {}

  public final List<Letter> letters = new ArrayList<>();
  public final Set<TopicPartition> assignment = new HashSet<>();
  public final Set<TopicPartition> paused = new HashSet<>();

  /** Whether reports are durable at once; else the test finishes them. */
  public boolean reportsDurable = true;

  private final Thread owner = Thread.currentThread();
  private long timeoutMs = -1;

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void timeout(long ms) {
    onTaskThread();
    timeoutMs = ms;
  }

  public long timeoutMs() {
    return timeoutMs;
  }

  @Override
  public Set<TopicPartition> assignment() {
    onTaskThread();
    return assignment;
  }

  @Override
  public void pause(TopicPartition... partitions) {
    onTaskThread();
    paused.addAll(Arrays.asList(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    onTaskThread();
    paused.removeAll(Arrays.asList(partitions));
  }

  @Override
  public void requestCommit() {
    onTaskThread();
  }

  @Override
  public ErrantRecordReporter errantRecordReporter() {
    return this;
  }

  @Override
  public PluginMetrics pluginMetrics() {
    return null;
  }

  @Override
  public Future<Void> report(SinkRecord record, Throwable reason) {
    onTaskThread();
    Letter letter = new Letter(record, reason, new CompletableFuture<>());
    letters.add(letter);
    if (reportsDurable) {
      letter.durable.complete(null);
    }
    return letter.durable;
  }

  private void onTaskThread() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("Connect was called from " + Thread.currentThread());
    }
  }
}
