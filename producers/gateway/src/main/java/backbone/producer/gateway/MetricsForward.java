// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.gateway.Verdict.Reason;
import backbone.service.Signals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands OTLP metrics on to a server that keeps metrics; the backbone itself keeps none. They wait
 * in memory only, so a restart may lose the last seconds.
 */
final class MetricsForward implements AutoCloseable {

  static final long QUEUE_BYTES_MAX = 16L << 20;

  private static final Logger log = LoggerFactory.getLogger(MetricsForward.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE_MS_MIN = 250;
  private static final long PAUSE_MS_MAX = 10_000;
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final Optional<URI> url;
  private final Signals signals;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Thread thread = new Thread(this::run, "gateway-metrics");

  /** A request without what was made of it, which is several times as large. */
  private record Waiting(byte[] bytes, int points) {}

  // Guarded by this.
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean told;
  private boolean closed;

  MetricsForward(Optional<URI> url, Signals signals) {
    this.url = url;
    this.signals = signals;
    thread.setDaemon(true);
  }

  void start() {
    if (url.isPresent()) {
      thread.start();
    }
  }

  /** Queues the metrics, or drops them when nobody wants any. */
  synchronized Verdict take(Otlp metrics) {
    int points = metrics.items();
    if (url.isEmpty()) {
      signals.received(points);
      signals.dropped("metrics", points);
      if (!told) {
        told = true;
        log.info("OTLP metrics are dropped. Set gateway.otlp.metrics.url to keep them.");
      }
      return Verdict.ALL;
    }
    if (queuedBytes + metrics.bytes().length > QUEUE_BYTES_MAX && !queue.isEmpty()) {
      signals.errors("receiving");
      return Verdict.refused(Reason.BUSY, "Too many metrics wait. Send them again later.");
    }
    signals.received(points);
    queue.add(new Waiting(metrics.bytes(), points));
    queuedBytes += metrics.bytes().length;
    notifyAll();
    return Verdict.ALL;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      for (Waiting next = first(); next != null; next = first()) {
        deliver(next);
        synchronized (this) {
          queue.remove();
          queuedBytes -= next.bytes().length;
        }
      }
    } catch (InterruptedException e) {
      // Closed: what still waits is not worth more time.
      Thread.currentThread().interrupt();
    }
  }

  /** The next one, which stays queued until it is delivered. Null when closed. */
  private synchronized Waiting first() throws InterruptedException {
    while (queue.isEmpty() && !closed) {
      wait();
    }
    return closed ? null : queue.peek();
  }

  private void deliver(Waiting metrics) throws InterruptedException {
    for (long pauseMs = PAUSE_MS_MIN; ; pauseMs = Math.min(PAUSE_MS_MAX, 2 * pauseMs)) {
      int status = post(metrics.bytes());
      if (status >= 200 && status < 300) {
        signals.sent(metrics.points());
        return;
      }
      signals.errors("sending");
      if (status != 0 && !PASSING.contains(status)) {
        signals.dropped("metrics-refused", metrics.points());
        log.warn("The metrics' receiver refused a request. url={} status={}", url.get(), status);
        return;
      }
      Thread.sleep(pauseMs);
    }
  }

  /** HTTP status, or 0 when there was no answer. */
  private int post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.orElseThrow())
            .timeout(TIMEOUT)
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
