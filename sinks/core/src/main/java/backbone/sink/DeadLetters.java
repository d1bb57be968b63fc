// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands dead records to Connect's reporter, from the task's thread only, and tells when each is
 * durable. A limit per minute keeps one mistake from draining a topic: what is above it waits, and
 * as waiting records count as buffered, the partitions pause.
 */
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final long MINUTE_MS = 60_000;
  private static final long REPORT_AGAIN_MS = 1_000;

  private record Waiting(Delivery delivery, Outcome.Dead dead, long notBeforeMs) {}

  private record Sent(Waiting letter, Future<Void> report) {}

  private final ErrantRecordReporter reporter;
  private final int perMinuteMax;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private long minute = Long.MIN_VALUE;
  private int inMinute;

  /**
   * Begins empty.
   *
   * @param reporter null when the connector has no dead-letter topic: letters are logged only
   */
  DeadLetters(ErrantRecordReporter reporter, int perMinuteMax) {
    this.reporter = reporter;
    this.perMinuteMax = perMinuteMax;
  }

  void add(Delivery delivery, Outcome.Dead dead) {
    waiting.add(new Waiting(delivery, dead, Long.MIN_VALUE));
  }

  /** Reports what may be reported now and returns the records whose report is durable. */
  List<Delivery> tick(long nowMs) {
    reportWaiting(nowMs);
    List<Delivery> durable = new ArrayList<>();
    for (int i = sent.size(); i > 0; i--) {
      Sent letter = sent.poll();
      if (!letter.report.isDone()) {
        sent.add(letter);
      } else if (succeeded(letter)) {
        durable.add(letter.letter.delivery);
      } else {
        Waiting old = letter.letter;
        waiting.add(new Waiting(old.delivery, old.dead, nowMs + REPORT_AGAIN_MS));
      }
    }
    return durable;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && sent.isEmpty();
  }

  /** Drops letters of partitions that were taken away, unless they are sent already. */
  List<Delivery> dropForgotten() {
    List<Delivery> dropped = new ArrayList<>();
    waiting.removeIf(
        letter -> letter.delivery.ticket().forgotten() && dropped.add(letter.delivery));
    return dropped;
  }

  private void reportWaiting(long nowMs) {
    if (Math.floorDiv(nowMs, MINUTE_MS) != minute) {
      minute = Math.floorDiv(nowMs, MINUTE_MS);
      inMinute = 0;
    }
    for (int i = waiting.size(); i > 0 && inMinute < perMinuteMax; i--) {
      Waiting letter = waiting.poll();
      if (letter.notBeforeMs > nowMs) {
        waiting.add(letter);
      } else {
        sent.add(new Sent(letter, report(letter)));
        countReport();
      }
    }
  }

  private Future<Void> report(Waiting letter) {
    DeadRecordException reason =
        new DeadRecordException(letter.delivery.coordinates(), letter.dead);
    if (reporter == null) {
      log.warn("Dropped a record; the connector has no dead-letter topic. {}", reason.getMessage());
      return CompletableFuture.completedFuture(null);
    }
    return reporter.report(letter.delivery.record(), reason);
  }

  private void countReport() {
    inMinute++;
    if (inMinute == perMinuteMax) {
      log.error(
          "Dead letters reached their limit per minute; more wait. Look at the dead-letter topic for"
              + " what is wrong. limit={}",
          perMinuteMax);
    }
  }

  private static boolean succeeded(Sent letter) {
    try {
      letter.report.get();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      log.warn("A dead letter was not accepted and is sent again.", e.getCause());
      return false;
    }
  }
}
