// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The spans of one service: what it serves, whom it calls, and what it does inside. */
final class SpanBook {

  /** What the network adds before and after a call, so that the callee lies inside the caller. */
  private static final long WAY_NANOS = 300_000;

  private static final int SERVER_ERROR = 500;
  private static final int CLIENT_ERROR = 400;

  private final ShopService service;
  private final Outbox<ShopSpan> outbox;

  SpanBook(ShopService service, Outbox<ShopSpan> outbox) {
    this.service = service;
    this.outbox = outbox;
  }

  /** The span that a request has at this service; its id is the one in the service's lines. */
  void served(Call call, Http http, Reply reply, Optional<Failure> failure) {
    Instant end = call.at().plusMillis(reply.tookMs());
    ShopSpan.Ids ids =
        new ShopSpan.Ids(
            call.traceId(), call.spanId(), call.parentId(), !call.parentId().isEmpty());
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", http.method());
    attributes.put("http.route", http.route());
    attributes.put("url.path", http.path());
    attributes.put("url.scheme", "http");
    attributes.put("server.address", service.label());
    attributes.put("server.port", (long) service.port());
    attributes.put("client.address", call.customer().ip());
    attributes.put("user_agent.original", call.customer().agent());
    attributes.put("user.id", call.customer().id());
    ShopSpan span =
        span(ids, SpanKind.SERVER, http.name(), new ShopSpan.Time(call.at(), end), attributes);
    put(failure.map(span::thrown).orElse(span).answered(reply.status(), SERVER_ERROR));
  }

  /** The caller's side of a call to another service. */
  void called(Call call, Call onward, ShopService peer, Http http, Reply reply) {
    ShopSpan.Ids ids =
        new ShopSpan.Ids(
            call.traceId(), /* span= */ onward.parentId(), /* parent= */ call.spanId(), false);
    ShopSpan.Time time =
        new ShopSpan.Time(
            onward.at().minusNanos(WAY_NANOS),
            onward.at().plusMillis(reply.tookMs()).plusNanos(WAY_NANOS));
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", http.method());
    attributes.put("url.template", http.route());
    attributes.put("url.full", "http://" + peer.label() + ":" + peer.port() + http.path());
    attributes.put("server.address", peer.label());
    attributes.put("server.port", (long) peer.port());
    put(
        span(ids, SpanKind.CLIENT, http.name(), time, attributes)
            .answered(reply.status(), CLIENT_ERROR));
  }

  /** Work inside a request, such as a query. */
  void inside(Call call, Inner inner) {
    ShopSpan.Ids ids =
        new ShopSpan.Ids(call.traceId(), call.innerId(inner.number()), call.spanId(), false);
    ShopSpan.Time time =
        new ShopSpan.Time(
            call.at().plusMillis(inner.fromMs()),
            call.at().plusMillis(inner.fromMs() + inner.tookMs()));
    ShopSpan span = span(ids, inner.kind(), inner.name(), time, inner.attributes());
    put(inner.failure().map(span::thrown).orElse(span));
  }

  private ShopSpan span(
      ShopSpan.Ids ids,
      SpanKind kind,
      String name,
      ShopSpan.Time time,
      Map<String, Object> attributes) {
    return new ShopSpan(service, ids, kind, name, time, attributes, Optional.empty(), false);
  }

  private void put(ShopSpan span) {
    outbox.put(span);
  }
}
