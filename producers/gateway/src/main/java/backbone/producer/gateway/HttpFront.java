// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.gateway.Verdict.Reason;
import com.google.rpc.Code;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** OTLP over HTTP, in protobuf or JSON, plain or gzip; answers in the encoding of the request. */
final class HttpFront implements AutoCloseable {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int THREADS = 32;
  private static final int BACKLOG = 256;

  /** The intake tells a verdict in time; this only bounds the harm of a bug. */
  private static final long VERDICT_SECONDS_MAX = 120;

  private final Intake intake;
  private final Budget budget;
  private final int requestBytesMax;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpFront::thread);
  private HttpServer server;

  HttpFront(Intake intake, Budget budget, int requestBytesMax) {
    this.intake = intake;
    this.budget = budget;
    this.requestBytesMax = requestBytesMax;
  }

  void start(InetSocketAddress address) throws IOException {
    server = HttpServer.create(address, BACKLOG);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String type = mediaType(exchange);
      boolean json = type.equals(JSON);
      Optional<Signal> signal =
          Arrays.stream(Signal.values())
              .filter(s -> s.path().equals(exchange.getRequestURI().getPath()))
              .findFirst();
      if (signal.isEmpty()) {
        refuse(exchange, 404, "There is only /v1/traces, /v1/logs and /v1/metrics.", json);
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        refuse(exchange, 405, "OTLP is sent with POST.", json);
      } else if (!json && !type.equals(PROTOBUF)) {
        refuse(exchange, 415, "Send Content-Type " + PROTOBUF + " or " + JSON + ".", true);
      } else if (!encoding(exchange).matches("|identity|gzip")) {
        refuse(exchange, 415, "Send Content-Encoding gzip or none.", json);
      } else {
        answer(exchange, signal.get(), verdict(exchange, signal.get(), json), json);
      }
    }
  }

  private Verdict verdict(HttpExchange exchange, Signal signal, boolean json) throws IOException {
    CompletableFuture<Verdict> told = new CompletableFuture<>();
    intake.take(signal, body(exchange), json, told::complete);
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
      InputStream in = encoding(exchange).equals("gzip") ? new GZIPInputStream(raw) : raw;
      return Payload.read(in, budget, requestBytesMax);
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
          case 429 -> Code.RESOURCE_EXHAUSTED_VALUE;
          case 503 -> Code.UNAVAILABLE_VALUE;
          case 404, 405 -> Code.UNIMPLEMENTED_VALUE;
          default -> Code.INVALID_ARGUMENT_VALUE;
        };
    if (status == 429 || status == 503) {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(OtlpAnswer.RETRY_SECONDS));
    }
    if (status == 413 || status == 400 || status == 429) {
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

  private static String mediaType(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Content-Type");
    if (given == null) {
      return "";
    }
    int parameters = given.indexOf(';');
    return (parameters < 0 ? given : given.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String encoding(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Content-Encoding");
    return given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gateway-http");
    thread.setDaemon(true);
    return thread;
  }
}
