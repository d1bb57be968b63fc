// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The span that OpenTelemetry's API calls current. A class of its own: not all have the API. */
final class CurrentSpan {

  private CurrentSpan() {}

  static Entry.Spot spot() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? new Entry.Spot(span.getTraceId(), span.getSpanId()) : null;
  }
}
