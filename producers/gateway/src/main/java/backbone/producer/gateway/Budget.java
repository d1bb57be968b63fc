// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all requests that come in, are being read or wait for Kafka. */
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

  /** Released for good by whoever is first to end the request; again does nothing. */
  final class Hold {

    private long bytes;
    private boolean released;

    /** Takes more, or nothing when there is not enough or the request has ended. */
    synchronized boolean grow(long more) {
      if (released) {
        return false;
      }
      if (used.addAndGet(more) > max) {
        used.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    /** Takes what is missing to so many bytes; false as {@link #grow}. */
    synchronized boolean reach(long total) {
      return grow(Math.max(0, total - bytes));
    }

    synchronized void release() {
      used.addAndGet(-bytes);
      bytes = 0;
      released = true;
    }
  }
}
