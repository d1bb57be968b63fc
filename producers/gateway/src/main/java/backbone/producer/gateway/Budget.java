// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all requests that are being read or wait for Kafka. */
final class Budget {

  private final long max;
  private final AtomicLong used = new AtomicLong();

  Budget(long max) {
    this.max = max;
  }

  long used() {
    return used.get();
  }

  /** The share of one request, empty at first. */
  Hold hold() {
    return new Hold();
  }

  /** Released by whoever is first to end the request; again does nothing. */
  final class Hold {

    private long bytes;

    /** Takes more, or nothing when there is not enough. */
    synchronized boolean grow(long more) {
      if (used.addAndGet(more) > max) {
        used.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    synchronized void release() {
      used.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
