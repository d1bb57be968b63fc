// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.event.TraceIds;
import backbone.engine.normalize.event.TraceSearch;
import backbone.engine.normalize.keys.JsonFields.Slot;
import backbone.engine.normalize.lines.StackTraces;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;
import backbone.schema.LogEvent;
import java.util.List;
import java.util.stream.Stream;

/** Fills an event from keys and values that {@link KeyedValues} has sorted. */
public final class KeyedEvent {

  private static final List<Field> OF_WHOLE_LINES =
      Stream.of(Field.values())
          .filter(
              f -> f.isOfEnvelope() || f == Field.TIME || f == Field.LEVEL || f == Field.MESSAGE)
          .toList();

  private final KeyedValues values;
  private final JsonFields fields;
  private final JsonEnvelope envelope;

  private Line line;
  private Draft draft;

  public KeyedEvent(KeyedValues values, Payload payload) {
    this.values = values;
    fields = values.fields();
    envelope = new JsonEnvelope(fields, payload);
  }

  /** The fields that are good to have even of a broken object. */
  public void begin(Line in, Draft out) {
    line = in;
    draft = out;
    LogEvent event = draft.event();
    time();
    draft.severity(severityNumber());
    event.setServiceName(take(Field.SERVICE));
    String trace = take(Field.TRACE_ID);
    String parent = take(Field.TRACEPARENT);
    String datadog = take(Field.DATADOG_TRACE_ID);
    boolean known = trace != null && draft.traceId(trace);
    known = known || (parent != null && draft.traceId(parent));
    if (!known && datadog != null) {
      draft.traceId(TraceIds.fromDatadog(datadog, TraceIds.TRACE_HEX));
    }
    String span = take(Field.SPAN_ID);
    String datadogSpan = take(Field.DATADOG_SPAN_ID);
    if (span != null) {
      draft.spanId(span);
    } else if (parent != null) {
      event.setSpanId(TraceIds.parentSpan(parent));
    } else if (datadogSpan != null) {
      draft.spanId(TraceIds.fromDatadog(datadogSpan, TraceIds.SPAN_HEX));
    }
  }

  /** Beats have the numbers of other systems under {@code event.severity}. */
  private int severityNumber() {
    Slot number = fields.slot(Field.SEVERITY_NUMBER);
    if (number.isFree()) {
      return values.severity();
    }
    if (values.shipper() == Shipper.FILEBEAT && number.name().key().equals("event.severity")) {
      values.attribute(number);
      return values.severity();
    }
    return Integer.parseInt(take(Field.SEVERITY_NUMBER));
  }

  private void time() {
    String seconds = take(Field.TIME_SECONDS);
    String part = take(Field.TIME_NANO_PART);
    boolean timed = !fields.slot(Field.TIME).isFree();
    if (timed && part == null) {
      draft.time(values.timeNanos());
    } else if (timed || seconds != null) {
      long second =
          timed ? Math.floorDiv(values.timeNanos(), TimeParser.NANOS) : Long.parseLong(seconds);
      draft.time(second * TimeParser.NANOS + (part == null ? 0 : Long.parseLong(part)));
    }
  }

  /** The other fields, the message, and the line inside an envelope. */
  void whole() {
    fields();
    Shipper shipper = values.shipper();
    if (values.isWrapped()) {
      shipper = envelope.facts(line, draft, values.format() == null ? shipper : decoded());
    }
    message();
    RenderedText.read(values.format(), draft);
    if (shipper != null || !fields.slot(Field.LOG).isFree()) {
      envelope.payload(line, draft, shipper);
    }
  }

  /**
   * The other fields of pairs that stand behind a message. What only a whole line can say of itself
   * stays an attribute.
   */
  public void tail() {
    fields();
    for (Field field : OF_WHOLE_LINES) {
      Slot slot = fields.slot(field);
      if (!slot.isFree()) {
        values.attribute(slot);
      }
    }
  }

  /** All but the message. */
  void fields() {
    LogEvent event = draft.event();
    event.setLogger(take(Field.LOGGER));
    event.setThread(take(Field.THREAD));
    event.setServiceVersion(take(Field.SERVICE_VERSION));
    event.setServiceNode(take(Field.SERVICE_NODE));
    event.setHostName(take(Field.HOST));
    event.setContainerId(take(Field.CONTAINER));
    name();
    target();
    http();
    event.setErrorType(take(Field.ERROR_TYPE));
    event.setErrorMessage(take(Field.ERROR_MESSAGE));
    StackTraces.fromFields(take(Field.STACK_TRACE), take(Field.ERROR), draft);
  }

  /**
   * The encoder for Logback writes one key of Logstash's, too, and nobody has wrapped its lines.
   */
  private Shipper decoded() {
    Shipper shipper = values.shipper();
    boolean own = shipper == Shipper.LOGSTASH && values.format().equals("json-logback");
    return own ? null : shipper;
  }

  private void message() {
    Slot slot = envelope.message();
    String text = slot.isFree() ? null : envelope.text(slot);
    if (text == null) {
      text = draft.event().getErrorMessage();
    } else if (draft.event().getTraceId() == null) {
      TraceSearch.find(line.bytes(), slot.from(), slot.to(), draft);
    }
    draft.event().setMessage(text == null ? line.all() : text);
    StackTraces.splitMessage(draft);
  }

  private void name() {
    String name = take(Field.NAME);
    Slot level = fields.slot(Field.LEVEL);
    boolean python = !level.isFree() && level.name().key().equals("levelname");
    boolean logger = values.hasNumericLevel() || python || (!level.isFree() && isPino());
    if (name != null && logger && draft.event().getLogger() == null) {
      draft.event().setLogger(name);
    } else if (name != null) {
      draft.attribute(fields.slot(Field.NAME).name().key(), name);
    }
  }

  /** Only tracing puts the message below {@code fields}. */
  private void target() {
    Slot target = fields.slot(Field.TARGET);
    Slot message = fields.slot(Field.MESSAGE);
    boolean rust = !message.isFree() && message.name().key().equals("fields.message");
    if (!target.isFree() && rust && draft.event().getLogger() == null) {
      draft.event().setLogger(fields.text(target));
    } else if (!target.isFree()) {
      values.attribute(target);
    }
  }

  /** Pino may be told to write levels as words; it names the host and the message like no other. */
  private boolean isPino() {
    Slot host = fields.slot(Field.HOST);
    Slot message = fields.slot(Field.MESSAGE);
    return !host.isFree()
        && host.name().key().equals("hostname")
        && !message.isFree()
        && message.name().key().equals("msg");
  }

  private void http() {
    LogEvent event = draft.event();
    event.setHttpMethod(take(Field.HTTP_METHOD));
    String path = take(Field.URL_PATH);
    String url = take(Field.URL);
    if (path != null) {
      AccessRequest.target(path, draft);
    } else if (url != null) {
      AccessRequest.target(url, draft);
    }
    String status = take(Field.HTTP_STATUS);
    event.setHttpStatusCode(status == null ? null : Integer.valueOf(status));
    String nanos = take(Field.DURATION_NANO);
    String millis = take(Field.DURATION_MILLI);
    if (nanos != null) {
      event.setDurationNano(Long.valueOf(nanos));
    } else if (millis != null) {
      event.setDurationNano(JsonValues.millisAsNanos(millis));
    }
    event.setClientIp(take(Field.CLIENT_IP));
    event.setUserAgent(take(Field.USER_AGENT));
  }

  private String take(Field field) {
    return fields.text(field);
  }
}
