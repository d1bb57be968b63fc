// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers records into batches that are bounded by bytes, by count and by age. */
final class Batcher {

  private final SinkSettings settings;
  private final Consumer<List<Delivery>> full;
  private List<Delivery> batch = new ArrayList<>();
  private long bytes;
  private long oldestMs;

  /**
   * Begins empty.
   *
   * @param full gets each batch; a record above the byte limit comes alone
   */
  Batcher(SinkSettings settings, Consumer<List<Delivery>> full) {
    this.settings = settings;
    this.full = full;
  }

  void add(Delivery delivery, long nowMs) {
    if (!batch.isEmpty() && bytes + delivery.bytes() > settings.batchBytes()) {
      flush();
    }
    if (batch.isEmpty()) {
      oldestMs = nowMs;
    }
    batch.add(delivery);
    bytes += delivery.bytes();
    if (batch.size() >= settings.batchRecords() || bytes >= settings.batchBytes()) {
      flush();
    }
  }

  /** Hands on a partial batch that has waited long enough. */
  void flushLingered(long nowMs) {
    if (!batch.isEmpty() && nowMs - oldestMs >= settings.lingerMs()) {
      flush();
    }
  }

  void flush() {
    if (!batch.isEmpty()) {
      List<Delivery> ready = batch;
      batch = new ArrayList<>();
      bytes = 0;
      full.accept(ready);
    }
  }
}
