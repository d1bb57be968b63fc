// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import static backbone.producer.otel.OtlpValues.id;
import static backbone.producer.otel.OtlpValues.orEmpty;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log records of the SDK as one OTLP request, each resource and scope once. */
final class LogRequest {

  private LogRequest() {}

  static ExportLogsServiceRequest of(Collection<LogRecordData> logs) {
    Map<Resource, Map<InstrumentationScopeInfo, List<LogRecord>>> groups = new LinkedHashMap<>();
    for (LogRecordData log : logs) {
      groups
          .computeIfAbsent(log.getResource(), r -> new LinkedHashMap<>())
          .computeIfAbsent(log.getInstrumentationScopeInfo(), s -> new ArrayList<>())
          .add(record(log));
    }
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    groups.forEach((resource, scopes) -> request.addResourceLogs(group(resource, scopes)));
    return request.build();
  }

  private static ResourceLogs group(
      Resource resource, Map<InstrumentationScopeInfo, List<LogRecord>> scopes) {
    ResourceLogs.Builder group =
        ResourceLogs.newBuilder()
            .setResource(OtlpValues.resource(resource))
            .setSchemaUrl(orEmpty(resource.getSchemaUrl()));
    scopes.forEach(
        (scope, logs) ->
            group.addScopeLogs(
                ScopeLogs.newBuilder()
                    .setScope(OtlpValues.scope(scope))
                    .setSchemaUrl(orEmpty(scope.getSchemaUrl()))
                    .addAllLogRecords(logs)));
    return group.build();
  }

  private static LogRecord record(LogRecordData log) {
    SpanContext context = log.getSpanContext();
    LogRecord.Builder built =
        LogRecord.newBuilder()
            .setTimeUnixNano(log.getTimestampEpochNanos())
            .setObservedTimeUnixNano(log.getObservedTimestampEpochNanos())
            .setSeverityNumber(SeverityNumber.forNumber(log.getSeverity().getSeverityNumber()))
            .setSeverityText(orEmpty(log.getSeverityText()))
            .setEventName(orEmpty(log.getEventName()))
            .addAllAttributes(OtlpValues.attributes(log.getAttributes()))
            .setDroppedAttributesCount(
                Math.max(0, log.getTotalAttributeCount() - log.getAttributes().size()))
            .setTraceId(id(context.getTraceId(), context.isValid()))
            .setSpanId(id(context.getSpanId(), context.isValid()))
            .setFlags(context.getTraceFlags().asByte() & 0xff);
    if (log.getBodyValue() != null) {
      built.setBody(OtlpValues.any(log.getBodyValue()));
    }
    return built.build();
  }
}
