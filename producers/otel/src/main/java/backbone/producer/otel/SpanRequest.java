// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static backbone.producer.otel.OtlpValues.attributes;
import static backbone.producer.otel.OtlpValues.id;
import static backbone.producer.otel.OtlpValues.orEmpty;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.SpanFlags;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Ended spans of the SDK as one OTLP request, each resource and scope once. */
final class SpanRequest {

  private SpanRequest() {}

  static ExportTraceServiceRequest of(Collection<SpanData> spans) {
    Map<Resource, Map<InstrumentationScopeInfo, List<Span>>> groups = new LinkedHashMap<>();
    for (SpanData span : spans) {
      groups
          .computeIfAbsent(span.getResource(), r -> new LinkedHashMap<>())
          .computeIfAbsent(span.getInstrumentationScopeInfo(), s -> new ArrayList<>())
          .add(span(span));
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    groups.forEach((resource, scopes) -> request.addResourceSpans(group(resource, scopes)));
    return request.build();
  }

  private static ResourceSpans group(
      Resource resource, Map<InstrumentationScopeInfo, List<Span>> scopes) {
    ResourceSpans.Builder group =
        ResourceSpans.newBuilder()
            .setResource(OtlpValues.resource(resource))
            .setSchemaUrl(orEmpty(resource.getSchemaUrl()));
    scopes.forEach(
        (scope, spans) ->
            group.addScopeSpans(
                ScopeSpans.newBuilder()
                    .setScope(OtlpValues.scope(scope))
                    .setSchemaUrl(orEmpty(scope.getSchemaUrl()))
                    .addAllSpans(spans)));
    return group.build();
  }

  private static Span span(SpanData span) {
    SpanContext context = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    Span.Builder built =
        Span.newBuilder()
            .setTraceId(id(context.getTraceId(), context.isValid()))
            .setSpanId(id(context.getSpanId(), context.isValid()))
            .setParentSpanId(id(parent.getSpanId(), parent.isValid()))
            .setTraceState(traceState(context.getTraceState()))
            .setFlags(flags(context, parent.isRemote()))
            .setName(span.getName())
            .setKind(kind(span))
            .setStartTimeUnixNano(span.getStartEpochNanos())
            .setEndTimeUnixNano(span.getEndEpochNanos())
            .addAllAttributes(attributes(span.getAttributes()))
            .setDroppedAttributesCount(
                dropped(span.getTotalAttributeCount(), span.getAttributes().size()))
            .setDroppedEventsCount(dropped(span.getTotalRecordedEvents(), span.getEvents().size()))
            .setDroppedLinksCount(dropped(span.getTotalRecordedLinks(), span.getLinks().size()))
            .setStatus(status(span));
    span.getEvents().forEach(event -> built.addEvents(event(event)));
    span.getLinks().forEach(link -> built.addLinks(link(link)));
    return built.build();
  }

  private static Span.Event event(EventData event) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(event.getEpochNanos())
        .setName(event.getName())
        .addAllAttributes(attributes(event.getAttributes()))
        .setDroppedAttributesCount(event.getDroppedAttributesCount())
        .build();
  }

  private static Span.Link link(LinkData link) {
    SpanContext context = link.getSpanContext();
    return Span.Link.newBuilder()
        .setTraceId(id(context.getTraceId(), context.isValid()))
        .setSpanId(id(context.getSpanId(), context.isValid()))
        .setTraceState(traceState(context.getTraceState()))
        .setFlags(flags(context, context.isRemote()))
        .addAllAttributes(attributes(link.getAttributes()))
        .setDroppedAttributesCount(
            dropped(link.getTotalAttributeCount(), link.getAttributes().size()))
        .build();
  }

  private static Status status(SpanData span) {
    Status.StatusCode code =
        switch (span.getStatus().getStatusCode()) {
          case UNSET -> Status.StatusCode.STATUS_CODE_UNSET;
          case OK -> Status.StatusCode.STATUS_CODE_OK;
          case ERROR -> Status.StatusCode.STATUS_CODE_ERROR;
        };
    return Status.newBuilder().setCode(code).setMessage(span.getStatus().getDescription()).build();
  }

  private static Span.SpanKind kind(SpanData span) {
    return switch (span.getKind()) {
      case INTERNAL -> Span.SpanKind.SPAN_KIND_INTERNAL;
      case SERVER -> Span.SpanKind.SPAN_KIND_SERVER;
      case CLIENT -> Span.SpanKind.SPAN_KIND_CLIENT;
      case PRODUCER -> Span.SpanKind.SPAN_KIND_PRODUCER;
      case CONSUMER -> Span.SpanKind.SPAN_KIND_CONSUMER;
    };
  }

  /** W3C trace flags in the low byte, then whether the remote bit is known, then that bit. */
  private static int flags(SpanContext context, boolean remote) {
    return (context.getTraceFlags().asByte() & SpanFlags.SPAN_FLAGS_TRACE_FLAGS_MASK_VALUE)
        | SpanFlags.SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK_VALUE
        | (remote ? SpanFlags.SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK_VALUE : 0);
  }

  private static String traceState(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner text = new StringJoiner(",");
    state.forEach((key, value) -> text.add(key + "=" + value));
    return text.toString();
  }

  private static int dropped(int total, int kept) {
    return Math.max(0, total - kept);
  }
}
