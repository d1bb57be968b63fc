// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import backbone.producer.otel.ResourceFiguresProcessor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;

/**
 * The OpenTelemetry SDK of one service. Spans are made when they are over, with the times and ids
 * that the shop gave them; what they use is what the making really costs, see {@link Effort}.
 */
final class ServiceTracing {

  private static final Duration BATCH_DELAY = Duration.ofMillis(200);
  private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(1);

  private final GivenIds ids = new GivenIds();
  private final Effort effort = new Effort();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  ServiceTracing(ShopService service, SpanExporter exporter) {
    provider =
        SdkTracerProvider.builder()
            .setResource(resource(service))
            .setIdGenerator(ids)
            .addSpanProcessor(ResourceFiguresProcessor.create())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(BATCH_DELAY)
                    .setExporterTimeout(EXPORT_TIMEOUT)
                    .build())
            .build();
    tracer = provider.tracerBuilder("shop").setInstrumentationVersion(service.version()).build();
  }

  /** Only ever called by one thread. */
  void write(ShopSpan shop) {
    ids.next(shop.ids());
    SpanBuilder builder =
        tracer
            .spanBuilder(shop.name())
            .setSpanKind(shop.kind())
            .setStartTimestamp(nanos(shop.time().start()), NANOSECONDS);
    Span span = parent(builder, shop.ids()).startSpan();
    shop.attributes().forEach((name, value) -> put(span, name, value));
    effort.make(shop.time().length());
    shop.failure().ifPresent(failure -> span.addEvent("exception", of(failure), shop.at()));
    if (shop.failed()) {
      span.setStatus(StatusCode.ERROR, shop.failure().map(Failure::message).orElse(""));
    }
    span.end(nanos(shop.at()), NANOSECONDS);
  }

  /** Sends what waits; it ends when Kafka has all of it. */
  CompletableResultCode shutdown() {
    return provider.shutdown();
  }

  private static SpanBuilder parent(SpanBuilder builder, ShopSpan.Ids ids) {
    if (ids.parent().isEmpty()) {
      return builder.setNoParent();
    }
    TraceFlags flags = TraceFlags.getSampled();
    TraceState state = TraceState.getDefault();
    SpanContext parent =
        ids.remote()
            ? SpanContext.createFromRemoteParent(ids.trace(), ids.parent(), flags, state)
            : SpanContext.create(ids.trace(), ids.parent(), flags, state);
    return builder.setParent(Context.root().with(Span.wrap(parent)));
  }

  private static void put(Span span, String name, Object value) {
    if (value instanceof Long number) {
      span.setAttribute(name, number);
    } else {
      span.setAttribute(name, value.toString());
    }
  }

  private static Attributes of(Failure failure) {
    return Attributes.of(
        AttributeKey.stringKey("exception.type"), failure.type(),
        AttributeKey.stringKey("exception.message"), failure.message(),
        AttributeKey.stringKey("exception.stacktrace"), failure.text());
  }

  private static Resource resource(ShopService service) {
    return Resource.create(
        Attributes.builder()
            .put("service.name", service.label())
            .put("service.version", service.version())
            .put("service.instance.id", service.label() + "-1")
            .put("host.name", "shop-node-1")
            .put("telemetry.sdk.name", "opentelemetry")
            .put("telemetry.sdk.language", "java")
            .build());
  }

  private static long nanos(Instant time) {
    return SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
