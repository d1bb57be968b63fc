// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes that may be under way at once. Taking never blocks unless a wait is asked for. */
final class Room {

  private final long max;
  private final AtomicLong used = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private volatile boolean awaited;

  Room(long max) {
    this.max = max;
  }

  long max() {
    return max;
  }

  long used() {
    return used.get();
  }

  boolean tryTake(long bytes) {
    if (used.addAndGet(bytes) <= max) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  boolean take(long bytes, long waitNanos) throws InterruptedException {
    if (tryTake(bytes)) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (left > 0) {
        awaited = true;
        if (tryTake(bytes)) {
          return true;
        }
        left = freed.awaitNanos(left);
      }
      return tryTake(bytes);
    } finally {
      lock.unlock();
    }
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
    if (awaited) {
      lock.lock();
      try {
        awaited = false;
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
