// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Gives the answers to bulk requests that a test wants, and knows one schema. */
final class ScriptedServer implements AutoCloseable {

  /** An answer to come. */
  record Reply(int status, String body) {}

  final Deque<Reply> replies = new ArrayDeque<>();
  final List<Integer> documents = Collections.synchronizedList(new ArrayList<>());
  final List<String> bulkQueries = Collections.synchronizedList(new ArrayList<>());
  volatile int schemaStatus = 200;

  private final HttpServer server;

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> reply(exchange, new Reply(200, "{}")));
    server.createContext("/_bulk", this::bulk);
    server.createContext("/schemas/ids/", this::schema);
    server.createContext("/subjects/", exchange -> reply(exchange, new Reply(200, "{\"id\":1}")));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All documents of a request written. */
  static Reply created(int count) {
    String item = "{\"create\":{\"status\":201}}";
    return new Reply(
        200,
        "{\"errors\":false,\"items\":["
            + String.join(",", Collections.nCopies(count, item))
            + "]}");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void bulk(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int count = (int) body.lines().count() / 2;
    documents.add(count);
    bulkQueries.add(exchange.getRequestURI().getQuery());
    Reply next = replies.poll();
    reply(exchange, next == null ? created(count) : next);
  }

  private void schema(HttpExchange exchange) throws IOException {
    String schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", LogEvent.getClassSchema().toString())
            .toString();
    boolean known = exchange.getRequestURI().getPath().endsWith("/1");
    reply(
        exchange,
        schemaStatus != 200
            ? new Reply(schemaStatus, "{}")
            : known ? new Reply(200, schema) : new Reply(404, "{\"error_code\":40403}"));
  }

  private static void reply(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
