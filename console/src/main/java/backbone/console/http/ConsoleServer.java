// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves handlers over HTTP, with few threads, a short queue and headers that forbid surprises. */
public final class ConsoleServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

  /** Each slow client holds one until its time is over; probes must still find one. */
  private static final int THREADS = 128;

  private static final int QUEUE_REQUESTS_MAX = 72;

  /** Requests that ask Elasticsearch or Kafka at once; further ones wait. */
  private static final int WORKING_MAX = 8;

  private static final int BACKLOG = 64;

  /**
   * No inline script or style and no HTML from strings, so a log line that gets past everything
   * else still cannot run.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  static {
    // The JDK's server knows these limits only as system properties, read when it is first used.
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "60");
    limit("sun.net.httpserver.maxReqHeaders", "60");
    limit("sun.net.httpserver.maxReqHeaderSize", "65536");
    limit("jdk.httpserver.maxConnections", "200");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Semaphore working = new Semaphore(WORKING_MAX, true);
  private final List<Handler> handlers;
  private final Guard guard;
  private final Optional<Doorkeeper> doorkeeper;
  private final Handler probes;

  private ConsoleServer(HttpServer server, Entry entry, Handler probes, List<Handler> handlers) {
    this.server = server;
    this.handlers = List.copyOf(handlers);
    this.probes = probes;
    this.guard =
        new Guard(new HostNames(server.getAddress(), entry.tls().isPresent(), entry.hosts()));
    this.doorkeeper = entry.login().map(login -> new Doorkeeper(login, System::nanoTime));
    this.threads = pool();
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /**
   * Listens at once; handlers are asked in order.
   *
   * @param probes asked first, without a login; may tell no facts
   * @throws IOException when the port is taken
   */
  public static ConsoleServer start(Entry entry, Handler probes, List<Handler> handlers)
      throws IOException {
    ConsoleServer server = new ConsoleServer(create(entry), entry, probes, handlers);
    server.server.start();
    return server;
  }

  private static HttpServer create(Entry entry) throws IOException {
    if (entry.tls().isEmpty()) {
      return HttpServer.create(entry.address(), BACKLOG);
    }
    HttpsServer encrypted = HttpsServer.create(entry.address(), BACKLOG);
    encrypted.setHttpsConfigurator(new ModernTls(entry.tls().get()));
    return encrypted;
  }

  /** The address in use, with the port that was taken when 0 was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      send(exchange, reply(exchange));
    } catch (IOException e) {
      LOG.debug("A client went away before its answer was sent.", e);
    }
  }

  private Reply reply(HttpExchange exchange) {
    Request request;
    try {
      request = Request.of(exchange.getRequestURI());
    } catch (IllegalArgumentException e) {
      return refused(Reply.error(400, "The address has a broken % escape."));
    }
    Optional<Reply> probe = probes.handle(request);
    Optional<Reply> refusal = guard.refuse(exchange, probe.isPresent());
    if (refusal.isEmpty() && probe.isEmpty()) {
      refusal =
          doorkeeper.flatMap(keeper -> keeper.refuse(authorization(exchange), peer(exchange)));
    }
    return refusal.isPresent() ? refused(refusal.get()) : probe.orElseGet(() -> answer(request));
  }

  /** What else comes over the connection of a refused request may be a part of its body. */
  private static Reply refused(Reply reply) {
    return reply.with("Connection", "close");
  }

  private static List<String> authorization(HttpExchange exchange) {
    return exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
  }

  private static InetAddress peer(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress();
  }

  private Reply answer(Request request) {
    working.acquireUninterruptibly();
    try {
      for (Handler handler : handlers) {
        Optional<Reply> reply = handler.handle(request);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
      return Reply.error(404, "There is nothing at this address.");
    } catch (RuntimeException e) {
      LOG.error("A request failed: this is a bug of the console. path={}", request.path(), e);
      return Reply.error(500, "The console has a bug at this address; its log tells more.");
    } finally {
      working.release();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.contentType());
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    reply.headers().forEach(headers::set);
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  private static ThreadPoolExecutor pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_REQUESTS_MAX),
            task -> {
              Thread thread = new Thread(task, "console-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
