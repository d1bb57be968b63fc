// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.Map;

/** What the fields of span documents mean: OTLP's own messages carry no words to take. */
final class SpanMeanings {

  static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("@timestamp", "Start of the span, nanoseconds."),
          Map.entry("span.end", "End of the span, nanoseconds; absent when there is none."),
          Map.entry("event.ingested", "Broker append time of the raw record."),
          Map.entry("trace.id", "32 lower-case hex digits."),
          Map.entry("span.id", "16 lower-case hex digits."),
          Map.entry("trace_id", "The same as trace.id, for links that cannot name dotted fields."),
          Map.entry("span_id", "The same as span.id, likewise."),
          Map.entry("parent.id", "Span id of the parent; absent for a root."),
          Map.entry("span.name", "Name of the operation, masked."),
          Map.entry("span.kind", "internal, server, client, producer, consumer or unspecified."),
          Map.entry("span.status.message", "What the status says, masked."),
          Map.entry("span.trace_state", "W3C trace state, with the sampler's ot=th."),
          Map.entry("event.duration", "Nanoseconds from start to end; 0 if the end is earlier."),
          Map.entry("event.outcome", "success, failure or unknown, by the status."),
          Map.entry("service.name", "Service, by the resource."),
          Map.entry("service.version", "Version of that service."),
          Map.entry("service.node.name", "Instance of that service (service.instance.id)."),
          Map.entry("host.name", "Host, by the resource."),
          Map.entry("container.id", "Container, by the resource."),
          Map.entry("labels.env", "Environment, by the entrance."),
          Map.entry("labels.region", "Region, by the entrance."),
          Map.entry("labels.team", "Owning team."),
          Map.entry("sampling.policy", "Name of the policy that kept the trace."),
          Map.entry("sampling.threshold", "Rejection threshold as in ot=th; 0 for always."),
          Map.entry("span.events", "Events with time, name and attributes, masked."),
          Map.entry("span.links", "Links with trace.id, span.id, trace_state and attributes."),
          Map.entry("attributes", "Attributes of the span, and its scope as otel.scope.name."),
          Map.entry("resource", "Attributes of the resource that have no field of their own."));

  private SpanMeanings() {}
}
