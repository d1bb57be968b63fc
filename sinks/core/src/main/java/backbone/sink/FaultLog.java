// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import backbone.sink.Outcome.Fault;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what is wrong, again every minute while it lasts (of at most 16 reasons), and once that
 * it is over. Shared by the writers of a task, and over only when none of them fails any more.
 */
final class FaultLog {

  private static final Logger log = LoggerFactory.getLogger(FaultLog.class);
  private static final long REPEAT_MS = 60_000;
  private static final int REASONS_MAX = 16;

  private final Clock clock;
  private final Map<Thread, Fault> failing = new ConcurrentHashMap<>();
  private final LongAdder errors = new LongAdder();
  private final Map<String, Long> saidAtMs = new HashMap<>();
  private long sinceMs;

  FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** The calling writer could not write. */
  synchronized void failed(Fault fault, String reason) {
    errors.increment();
    long nowMs = clock.millis();
    if (failing.isEmpty()) {
      sinceMs = nowMs;
    }
    failing.put(Thread.currentThread(), fault);
    Long saidMs = saidAtMs.get(reason);
    if (saidMs == null ? saidAtMs.size() < REASONS_MAX : nowMs - saidMs >= REPEAT_MS) {
      saidAtMs.put(reason, nowMs);
      log.warn("Writing fails and is retried. kind={} reason={}", fault, reason);
    }
  }

  /** The calling writer wrote all that it had. */
  void healed() {
    if (!failing.isEmpty()) {
      recovered();
    }
  }

  private synchronized void recovered() {
    if (failing.remove(Thread.currentThread()) != null && failing.isEmpty()) {
      log.info("Writing works again. after_ms={}", clock.millis() - sinceMs);
      saidAtMs.clear();
    }
  }

  /** Whether a person has to act before writing can go on. */
  boolean operatorFault() {
    return failing.containsValue(Fault.OPERATOR);
  }

  long errors() {
    return errors.sum();
  }
}
