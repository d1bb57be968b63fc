// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long requests have waited for Kafka without a sign of it. */
final class KafkaWatch {

  private final LongSupplier nanoTime;

  // Guarded by this.
  private long waiting;
  private long takenNanos;
  private long answeredNanos;

  KafkaWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A record is about to be sent. */
  synchronized void asked() {
    if (waiting++ == 0) {
      takenNanos = nanoTime.getAsLong();
      answeredNanos = takenNanos;
    }
  }

  /** The producer has told what became of a record. */
  synchronized void answered(boolean taken) {
    waiting--;
    answeredNanos = nanoTime.getAsLong();
    if (taken) {
      takenNanos = answeredNanos;
    }
  }

  /** Since when Kafka has acknowledged nothing though records wait; zero when none does. */
  synchronized Duration nothingTaken() {
    return since(takenNanos);
  }

  /** Since when the producer has told nothing, good or bad, though records wait. */
  synchronized Duration nothingTold() {
    return since(answeredNanos);
  }

  private Duration since(long nanos) {
    return waiting == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - nanos);
  }
}
