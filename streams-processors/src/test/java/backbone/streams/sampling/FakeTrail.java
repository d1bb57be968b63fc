// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A trail through a list. What is fetched of it, and what is gone from its start, is set. */
final class FakeTrail implements Trail {

  private final List<ConsumerRecord<byte[], byte[]>> log;
  long fetchedTo = Long.MAX_VALUE;
  long start;
  long committed = UNKNOWN;
  boolean closed;

  private long at = UNKNOWN;
  private long jumped = UNKNOWN;

  FakeTrail(List<ConsumerRecord<byte[], byte[]>> log) {
    this.log = log;
  }

  @Override
  public void seek(long offset) {
    at = offset;
  }

  @Override
  public ConsumerRecord<byte[], byte[]> peek() {
    if (at == UNKNOWN) {
      return null;
    }
    if (at < start) {
      at = start;
      jumped = start;
    }
    return at < Math.min(fetchedTo, log.size()) ? log.get((int) at) : null;
  }

  @Override
  public void take() {
    at++;
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public void await(Duration limit) {}

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public long jumped() {
    peek();
    long told = jumped;
    jumped = UNKNOWN;
    return told;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void followed(long offset) {}
}
