// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.TraceSearch;
import backbone.engine.normalize.lines.StackTraces;
import backbone.engine.normalize.text.Cut;
import backbone.schema.LogEvent;
import backbone.schema.otlp.AnyJson;
import backbone.schema.otlp.OtlpJson;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * OpenTelemetry's log records. Attributes with a meaning fill the fields as keys of JSON do, all
 * others stay attributes; those of the resource get {@code resource.} before their name.
 */
final class OtlpLogs {

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private OtlpLogs() {}

  /** Whether a record's content type says that it holds these. */
  static boolean isMeant(String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("protobuf");
  }

  /**
   * The request that these bytes are.
   *
   * @throws InvalidProtocolBufferException when they are no such request in protobuf
   * @throws IllegalArgumentException when they are no such request in JSON
   */
  static ExportLogsServiceRequest request(byte[] value, int from, int to, boolean json)
      throws InvalidProtocolBufferException {
    return json
        ? OtlpJson.logs(Arrays.copyOfRange(value, from, to))
        : ExportLogsServiceRequest.parser().parseFrom(value, from, to - from);
  }

  /**
   * Reads a request; each record becomes a draft, in order.
   *
   * @throws InvalidProtocolBufferException when it holds something, but no such records
   */
  static void read(ExportLogsServiceRequest request, Consumer<Draft> drafts)
      throws InvalidProtocolBufferException {
    int records = 0;
    for (ResourceLogs batch : request.getResourceLogsList()) {
      for (ScopeLogs scope : batch.getScopeLogsList()) {
        for (LogRecord log : scope.getLogRecordsList()) {
          drafts.accept(draft(log, scope.getScope().getName(), batch.getResource()));
          records++;
        }
      }
    }
    if (records == 0 && !request.getUnknownFields().asMap().isEmpty()) {
      throw new InvalidProtocolBufferException("no records, and fields that OTLP lacks");
    }
  }

  private static Draft draft(LogRecord log, String scope, Resource resource) {
    Draft draft = new Draft();
    draft.parsed("otlp");
    LogEvent event = draft.event();
    long time = log.getTimeUnixNano() == 0 ? log.getObservedTimeUnixNano() : log.getTimeUnixNano();
    if (time != 0) {
      draft.time(time);
    }
    severity(log, draft);
    event.setLogger(scope.isEmpty() ? null : scope);
    if (log.getTraceId().size() == TRACE_BYTES) {
      draft.traceId(hex(log.getTraceId()));
    }
    if (log.getSpanId().size() == SPAN_BYTES) {
      draft.spanId(hex(log.getSpanId()));
    }
    for (KeyValue attribute : log.getAttributesList()) {
      if (!OtlpLogFields.set(attribute.getKey(), AnyJson.wholeText(attribute.getValue()), draft)) {
        draft.attribute(attribute.getKey(), value(attribute.getValue()));
      }
    }
    if (!log.getEventName().isEmpty()) {
      draft.attribute("event.name", log.getEventName());
    }
    resource(resource, draft);
    message(log, draft);
    return draft;
  }

  private static void severity(LogRecord log, Draft draft) {
    int number = log.getSeverityNumberValue();
    String text = log.getSeverityText();
    draft.severity(Levels.word(number) == null ? Levels.severity(text) : number);
    if (draft.event().getLevel() == null && !text.isEmpty()) {
      draft.attribute("severity_text", text);
    }
  }

  private static void resource(Resource resource, Draft draft) {
    LogEvent event = draft.event();
    for (KeyValue attribute : resource.getAttributesList()) {
      String text = AnyJson.wholeText(attribute.getValue());
      switch (text.isEmpty() ? "" : attribute.getKey()) {
        case "service.name" -> event.setServiceName(text);
        case "service.version" -> event.setServiceVersion(text);
        case "service.instance.id" -> event.setServiceNode(text);
        case "host.name" -> event.setHostName(text);
        case "container.id" -> event.setContainerId(text);
        default -> draft.attribute("resource." + attribute.getKey(), value(attribute.getValue()));
      }
    }
  }

  private static void message(LogRecord log, Draft draft) {
    String text = AnyJson.wholeText(log.getBody());
    if (text.isEmpty()) {
      String error = draft.event().getErrorMessage();
      text = error == null ? log.getEventName() : error;
    }
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > Normalizer.LINE_BYTES_MAX) {
      bytes = java.util.Arrays.copyOf(bytes, Cut.end(bytes, 0, Normalizer.LINE_BYTES_MAX));
      draft.flag("line-cut");
    }
    if (draft.event().getTraceId() == null) {
      TraceSearch.find(bytes, 0, bytes.length, draft);
    }
    draft.event().setMessage(new String(bytes, UTF_8));
    StackTraces.splitMessage(draft);
  }

  /** Bytes become text, because only text is masked. */
  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> {
        ByteString bytes = value.getBytesValue();
        yield bytes.toString(bytes.isValidUtf8() ? UTF_8 : ISO_8859_1);
      }
      case STRING_VALUE, ARRAY_VALUE, KVLIST_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          AnyJson.wholeText(value);
    };
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
