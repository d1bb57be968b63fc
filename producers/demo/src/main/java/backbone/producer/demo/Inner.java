// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.Optional;

/**
 * Work inside a request.
 *
 * @param number tells the works of one request apart
 * @param kind of span
 * @param name of span
 * @param fromMs after the request came
 * @param tookMs from its start to its end
 * @param attributes texts and whole numbers by name
 * @param failure the exception that ended it
 */
record Inner(
    int number,
    SpanKind kind,
    String name,
    long fromMs,
    long tookMs,
    Map<String, Object> attributes,
    Optional<Failure> failure) {

  /** A look into Redis. */
  static Inner redisGet(String key, long tookMs) {
    Map<String, Object> attributes =
        Map.of(
            "db.system.name", "redis",
            "db.operation.name", "GET",
            "db.query.text", "GET " + key,
            "server.address", "redis-1",
            "server.port", 6379L);
    return client(1, "GET session", tookMs, attributes);
  }

  /** A query on one table of a PostgreSQL database. */
  static Inner select(String database, String table, String query, long tookMs) {
    Map<String, Object> attributes =
        Map.of(
            "db.system.name", "postgresql",
            "db.namespace", database,
            "db.operation.name", "SELECT",
            "db.collection.name", table,
            "db.query.text", query,
            "server.address", database,
            "server.port", 5432L);
    return client(2, "SELECT " + table, tookMs, attributes);
  }

  /** The charge of a card at the gateway outside. */
  static Inner charge(long tookMs) {
    Map<String, Object> attributes =
        Map.of(
            "http.request.method", "POST",
            "url.template", "/charges",
            "url.full", "https://cards.example.com/charges",
            "server.address", "cards.example.com",
            "server.port", 443L);
    return client(3, "POST /charges", tookMs, attributes);
  }

  /** The price of a basket, worked out by order-service itself. */
  static Inner price(long tookMs) {
    return new Inner(
        4, SpanKind.INTERNAL, "PriceEngine.price", 0, tookMs, Map.of(), Optional.empty());
  }

  Inner after(long ms) {
    return new Inner(number, kind, name, ms, tookMs, attributes, failure);
  }

  Inner thrown(Failure thrown) {
    return new Inner(number, kind, name, fromMs, tookMs, attributes, Optional.of(thrown));
  }

  private static Inner client(
      int number, String name, long tookMs, Map<String, Object> attributes) {
    return new Inner(number, SpanKind.CLIENT, name, 0, tookMs, attributes, Optional.empty());
  }
}
