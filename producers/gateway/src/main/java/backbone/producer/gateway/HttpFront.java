// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static backbone.producer.gateway.RequestHead.JSON;
import static backbone.producer.gateway.RequestHead.PROTOBUF;

import backbone.producer.gateway.Verdict.Reason;
import com.google.rpc.Code;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** OTLP over HTTP, in protobuf or JSON, plain or gzip; answers in the encoding of the request. */
final class HttpFront implements AutoCloseable {

  /** Each slow client holds one; a stack of a thread that waits takes a few pages of memory. */
  private static final int THREADS = 256;

  private static final int THREAD_SECONDS_IDLE = 30;
  private static final int QUEUE_REQUESTS_MAX = 256;
  private static final int BACKLOG = 256;
  private static final int CLOSE_SECONDS_MAX = 2;

  /** The intake tells a verdict in time; this only bounds the harm of a bug. */
  private static final long VERDICT_SECONDS_MAX = 120;

  private final Intake intake;
  private final Budget budget;
  private final Doors doors;
  private final int requestBytesMax;
  private final ThreadPoolExecutor threads = pool();
  private final Semaphore free = new Semaphore(THREADS);
  private HttpServer server;

  HttpFront(Intake intake, Budget budget, Doors doors, int requestBytesMax) {
    this.intake = intake;
    this.budget = budget;
    this.doors = doors;
    this.requestBytesMax = requestBytesMax;
  }

  void start(InetSocketAddress address) throws IOException {
    server = doors.tls().isPresent() ? HttpsServer.create() : HttpServer.create();
    if (server instanceof HttpsServer encrypted) {
      encrypted.setHttpsConfigurator(new HttpTls(doors.tls().get()));
    }
    server.bind(address, BACKLOG);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      awaitRequests();
      server.stop(0);
    }
    threads.shutdownNow();
  }

  /** No further request finds a permit, so that those at work come to their end. */
  private void awaitRequests() {
    try {
      if (!free.tryAcquire(THREADS, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        free.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    RequestHead head = head(exchange);
    try (exchange) {
      if (!free.tryAcquire()) {
        refuse(exchange, 503, "The gateway stops. Send it again later.", head.isJson());
        return;
      }
      try {
        admit(exchange, head);
      } finally {
        free.release();
      }
    }
  }

  private void admit(HttpExchange exchange, RequestHead head) throws IOException {
    String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
    Optional<Entrance> entrance = doors.gatekeeper().admit(head.authorization(), peer);
    if (entrance.isEmpty()) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      refuse(exchange, 401, Gatekeeper.REFUSAL, head.isJson());
    } else if (head.isOfDoubtfulLength()) {
      refuse(exchange, 400, "Send one Content-Length, or chunks.", head.isJson());
    } else {
      handle(exchange, head, entrance.get());
    }
  }

  private void handle(HttpExchange exchange, RequestHead head, Entrance entrance)
      throws IOException {
    boolean json = head.isJson();
    Optional<Signal> signal =
        Arrays.stream(Signal.values())
            .filter(s -> s.path().equals(exchange.getRequestURI().getPath()))
            .findFirst();
    if (signal.isEmpty()) {
      refuse(exchange, 404, "There is only /v1/traces, /v1/logs and /v1/metrics.", json);
    } else if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      refuse(exchange, 405, "OTLP is sent with POST.", json);
    } else if (!json && !head.mediaType().equals(PROTOBUF)) {
      refuse(exchange, 415, "Send Content-Type " + PROTOBUF + " or " + JSON + ".", true);
    } else if (!head.encoding().matches("|identity|gzip")) {
      refuse(exchange, 415, "Send Content-Encoding gzip or none.", json);
    } else {
      Envelope envelope = new Envelope(signal.get(), json, entrance);
      answer(exchange, signal.get(), verdict(exchange, envelope), json);
    }
  }

  private Verdict verdict(HttpExchange exchange, Envelope envelope) throws IOException {
    CompletableFuture<Verdict> told = new CompletableFuture<>();
    intake.take(envelope, body(exchange), told::complete);
    try {
      return told.get(VERDICT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.refused(Reason.AWAY, "The gateway stops. Send it again later.");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no verdict", e);
    }
  }

  private Payload body(HttpExchange exchange) {
    try {
      InputStream raw = exchange.getRequestBody();
      InputStream in = head(exchange).encoding().equals("gzip") ? new GZIPInputStream(raw) : raw;
      return Payload.read(in, budget.hold(), requestBytesMax);
    } catch (IOException e) {
      return Payload.refused(Reason.MALFORMED, "The body cannot be read or unpacked.");
    }
  }

  private static void answer(HttpExchange exchange, Signal signal, Verdict verdict, boolean json)
      throws IOException {
    if (verdict instanceof Verdict.Taken taken) {
      byte[] body = json ? OtlpAnswer.json(signal, taken) : OtlpAnswer.protobuf(signal, taken);
      respond(exchange, 200, body, json);
    } else if (verdict instanceof Verdict.Refused refused) {
      int status =
          switch (refused.reason()) {
            case MALFORMED -> 400;
            case TOO_LARGE -> 413;
            case BUSY -> 429;
            case AWAY -> 503;
          };
      refuse(exchange, status, refused.message(), json);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String message, boolean json)
      throws IOException {
    int code =
        switch (status) {
          case 401 -> Code.UNAUTHENTICATED_VALUE;
          case 429 -> Code.RESOURCE_EXHAUSTED_VALUE;
          case 503 -> Code.UNAVAILABLE_VALUE;
          case 404, 405 -> Code.UNIMPLEMENTED_VALUE;
          default -> Code.INVALID_ARGUMENT_VALUE;
        };
    if (status == 429 || status == 503) {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(OtlpAnswer.RETRY_SECONDS));
    }
    if (status != 404 && status != 405 && status != 415) {
      // What is left of the body is not worth reading.
      exchange.getResponseHeaders().set("Connection", "close");
    }
    respond(exchange, status, OtlpAnswer.error(code, message, json), json);
  }

  private static void respond(HttpExchange exchange, int status, byte[] body, boolean json)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", json ? JSON : PROTOBUF);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static RequestHead head(HttpExchange exchange) {
    return new RequestHead(exchange.getRequestHeaders());
  }

  private static ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            THREAD_SECONDS_IDLE,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_REQUESTS_MAX),
            HttpFront::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gateway-http");
    thread.setDaemon(true);
    return thread;
  }
}
