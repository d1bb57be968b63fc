// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.JsonScanner.Kind.DECIMAL;
import static backbone.engine.normalize.JsonScanner.Kind.ESCAPED_STRING;
import static backbone.engine.normalize.JsonScanner.Kind.INTEGER;
import static backbone.engine.normalize.JsonScanner.Kind.RAW;
import static backbone.engine.normalize.JsonScanner.Kind.STRING;

import backbone.engine.normalize.FieldNames.Name;
import backbone.engine.normalize.JsonFields.Slot;
import backbone.engine.normalize.JsonScanner.Kind;
import backbone.schema.LogEvent;

/**
 * JSON objects, whichever logger wrote them: keys with a meaning fill the fields, all others become
 * attributes. A value that cannot be what its key says (a duration under {@code time}) is an
 * attribute, too. What is truncated or malformed becomes text with status {@code partial}; of what
 * came before the fault only time, level, service and ids are used.
 */
final class JsonFormat implements Format, JsonScanner.Leaves {

  private final TimeParser times;
  private final JsonScanner scanner = new JsonScanner();
  private final NameCache cache = new NameCache();

  private final JsonFields fields = new JsonFields();
  private final JsonEnvelope envelope;

  private Line line;
  private Draft draft;
  private long timeNanos;
  private int severity;
  private boolean numericLevel;
  private String format;
  private Shipper shipper;
  private boolean wrapped;

  JsonFormat(TimeParser times, Payload payload) {
    this.times = times;
    envelope = new JsonEnvelope(fields, payload);
  }

  @Override
  public boolean read(Line in, Draft out) {
    line = in;
    draft = out;
    severity = 0;
    numericLevel = false;
    format = null;
    shipper = null;
    wrapped = false;
    byte[] b = in.bytes();
    fields.begin(b);
    int end = scanner.read(b, in.from(), in.to(), this);
    int rest = end < 0 ? end : Bytes.skipBlanks(b, end, in.to());
    boolean whole = end >= 0 && (rest == in.to() || b[rest] == '\n' || b[rest] == '\r');
    common();
    if (whole) {
      draft.parsed(formatName());
      draft.rest(rest);
      event();
    } else {
      draft.dropAttributes();
      draft.event().setParseFormat("json");
      draft.event().setParseStatus("partial");
      draft.event().setMessage(in.all());
      draft.rest(in.to());
    }
    return true;
  }

  @Override
  public void leaf(Kind kind, int from, int to) {
    Name name = cache.get(scanner.path(), scanner.pathLength());
    if (name.format() != null) {
      format = name.format();
    }
    if (name.shipper() != null) {
      shipper = Shipper.first(shipper, name.shipper());
      wrapped = true;
    }
    Field field = name.field();
    if (field == null || kind == RAW || !fits(name, kind, from, to)) {
      attribute(name, kind, from, to);
      return;
    }
    Slot slot = fields.slot(field);
    if (!slot.isFree()) {
      attribute(slot.name(), slot.kind(), slot.from(), slot.to());
    }
    slot.fill(name, kind, from, to);
    wrapped |= field.isOfEnvelope();
  }

  /** Whether a value can be what its key says, and better than what is there. */
  private boolean fits(Name name, Kind kind, int from, int to) {
    byte[] b = line.bytes();
    Field field = name.field();
    Slot taken = fields.slot(field);
    if (!taken.isFree() && taken.name().rank() <= name.rank()) {
      return false;
    }
    boolean string = kind == STRING || kind == ESCAPED_STRING;
    return switch (field) {
      case TIME -> time(kind, from, to);
      case TIME_SECONDS -> JsonValues.upTo(b, from, to, TimeParser.SECONDS_MAX - 1);
      case TIME_NANO_PART -> JsonValues.upTo(b, from, to, TimeParser.NANOS - 1);
      case LEVEL -> level(kind, from, to);
      case SEVERITY_NUMBER -> JsonValues.inRange(b, from, to, 1, 24);
      case HTTP_STATUS -> JsonValues.inRange(b, from, to, 100, 599);
      case HTTP_METHOD -> string && JsonValues.isMethod(b, from, to);
      case URL, URL_PATH -> string && JsonValues.isUrl(b, from, to);
      case DURATION_NANO -> Bytes.number(b, from, to) >= 0;
      case DURATION_MILLI -> kind == INTEGER || kind == DECIMAL;
      case TRACE_ID, SPAN_ID, DATADOG_TRACE_ID, DATADOG_SPAN_ID -> to > from;
      case HOST -> string && JsonEnvelope.isHost(b, from, to);
      case LOG, ORIGINAL, PROGRAM, ZONE -> string && to > from;
      case FILE_PATH, FILE_GUESS -> string && JsonEnvelope.isFile(b, from, to);
      case FILE_OFFSET -> JsonValues.upTo(b, from, to, Long.MAX_VALUE);
      case SYSLOG_SEVERITY -> JsonValues.upTo(b, from, to, 7);
      case SYSLOG_PRIORITY -> JsonValues.upTo(b, from, to, 191);
      case PROCESS_ID -> JsonValues.upTo(b, from, to, Integer.MAX_VALUE);
      case PARTIAL -> kind == Kind.TRUE || (string && to == from + 1 && b[from] == 'P');
      default -> string && to > from;
    };
  }

  private boolean time(Kind kind, int from, int to) {
    byte[] b = line.bytes();
    boolean is =
        (kind == INTEGER || kind == DECIMAL)
            ? times.epoch(b, from, to)
            : kind == STRING && times.any(b, from, to, line.zone());
    if (is) {
      timeNanos = times.nanos();
    }
    return is;
  }

  private boolean level(Kind kind, int from, int to) {
    byte[] b = line.bytes();
    int found = 0;
    if (kind == INTEGER) {
      found = Levels.bunyan(Bytes.number(b, from, to));
    } else if (kind == STRING) {
      found = Levels.severity(b, Bytes.skipBlanks(b, from, to), Bytes.trimEnd(b, from, to));
    }
    if (found > 0) {
      severity = found;
      numericLevel = kind == INTEGER;
    }
    return found > 0;
  }

  private void attribute(Name name, Kind kind, int from, int to) {
    draft.attribute(name.key(), JsonValues.value(line.bytes(), kind, from, to));
  }

  private String formatName() {
    if (numericLevel) {
      return "json-bunyan".equals(format) ? format : "json-pino";
    }
    return format == null || format.equals("json-bunyan") ? "json" : format;
  }

  /** The fields that are good to have even of a broken object. */
  private void common() {
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
      return severity;
    }
    if (shipper == Shipper.FILEBEAT && number.name().key().equals("event.severity")) {
      attribute(number.name(), number.kind(), number.from(), number.to());
      return severity;
    }
    return Integer.parseInt(take(Field.SEVERITY_NUMBER));
  }

  private void time() {
    String seconds = take(Field.TIME_SECONDS);
    String part = take(Field.TIME_NANO_PART);
    boolean timed = !fields.slot(Field.TIME).isFree();
    if (timed && part == null) {
      draft.time(timeNanos);
    } else if (timed || seconds != null) {
      long second = timed ? Math.floorDiv(timeNanos, TimeParser.NANOS) : Long.parseLong(seconds);
      draft.time(second * TimeParser.NANOS + (part == null ? 0 : Long.parseLong(part)));
    }
  }

  private void event() {
    LogEvent event = draft.event();
    event.setLogger(take(Field.LOGGER));
    event.setThread(take(Field.THREAD));
    event.setServiceVersion(take(Field.SERVICE_VERSION));
    event.setServiceNode(take(Field.SERVICE_NODE));
    event.setHostName(take(Field.HOST));
    event.setContainerId(take(Field.CONTAINER));
    name();
    http();
    String type = take(Field.ERROR_TYPE);
    String reason = take(Field.ERROR_MESSAGE);
    event.setErrorType(type);
    event.setErrorMessage(reason);
    StackTraces.fromFields(take(Field.STACK_TRACE), take(Field.ERROR), draft);
    if (wrapped) {
      shipper = envelope.facts(line, draft, format == null ? shipper : decoded());
    }
    message();
    if (shipper != null || !fields.slot(Field.LOG).isFree()) {
      envelope.payload(line, draft, shipper);
    }
  }

  /**
   * The encoder for Logback writes one key of Logstash's, too, and nobody has wrapped its lines.
   */
  private Shipper decoded() {
    return shipper == Shipper.LOGSTASH && format.equals("json-logback") ? null : shipper;
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
    boolean logger = numericLevel || python;
    if (name != null && logger && draft.event().getLogger() == null) {
      draft.event().setLogger(name);
    } else if (name != null) {
      draft.attribute(fields.slot(Field.NAME).name().key(), name);
    }
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
