// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.times.Durations;
import backbone.engine.normalize.times.TimeParser;
import backbone.engine.parse.EventField;
import backbone.schema.LogEvent;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Fills fields as rules of users want it. What a field held before becomes an attribute. */
final class FieldWriter {

  private static final int SEVERITY_MAX = 24;

  private final TimeParser times;

  FieldWriter(TimeParser times) {
    this.times = times;
  }

  /** False, and the draft as it was, when the text cannot be what the field is. */
  boolean set(EventField field, String written, Draft draft) {
    LogEvent event = draft.event();
    String text = written.strip();
    return switch (field) {
      case TIME -> time(text, draft);
      case LEVEL -> severity(level(text), draft);
      case SEVERITY -> severity((int) number(text, 1, SEVERITY_MAX), draft);
      case TRACE_ID -> draft.traceId(text);
      case SPAN_ID -> draft.spanId(text);
      case HTTP_METHOD -> isMethod(text) && put(text, field, draft);
      case HTTP_STATUS -> status((int) number(text, 100, 599), event);
      case DURATION -> duration(Durations.nanos(text), event);
      case URL_PATH -> url(text, draft);
      case MESSAGE, STACK_TRACE -> put(written, field, draft);
      default -> !text.isEmpty() && put(text, field, draft);
    };
  }

  /** Severity of a level in any spelling, or 0. */
  static int level(String text) {
    int severity = Levels.severity(text);
    return severity > 0 ? severity : Levels.bunyan(number(text, 10, 60));
  }

  private boolean time(String text, Draft draft) {
    byte[] b = text.getBytes(UTF_8);
    boolean is = times.any(b, 0, b.length, java.time.ZoneOffset.UTC);
    if (is) {
      draft.time(times.nanos());
    }
    return is;
  }

  private static boolean severity(int severity, Draft draft) {
    if (severity > 0) {
      draft.severity(severity);
    }
    return severity > 0;
  }

  private static boolean isMethod(String text) {
    byte[] b = text.getBytes(UTF_8);
    return JsonValues.isMethod(b, 0, b.length);
  }

  private static boolean status(int status, LogEvent event) {
    if (status > 0) {
      event.setHttpStatusCode(status);
    }
    return status > 0;
  }

  private static boolean duration(long nanos, LogEvent event) {
    if (nanos >= 0) {
      event.setDurationNano(nanos);
    }
    return nanos >= 0;
  }

  private static boolean url(String text, Draft draft) {
    byte[] b = text.getBytes(UTF_8);
    boolean is = JsonValues.isUrl(b, 0, b.length);
    if (is) {
      AccessRequest.target(text, draft);
    }
    return is;
  }

  /** A whole number within bounds, else -1. */
  private static long number(String text, int min, int max) {
    byte[] b = text.getBytes(UTF_8);
    long number = Bytes.number(b, 0, b.length);
    return number >= min && number <= max ? number : -1;
  }

  private static boolean put(String text, EventField field, Draft draft) {
    TextField place = TextField.of(field);
    String before = place.getter().apply(draft.event());
    place.setter().accept(draft.event(), text);
    if (before != null && !before.isEmpty() && !before.equals(text)) {
      draft.attribute(field.label(), before);
    }
    return true;
  }

  /** A field that holds a text. */
  private record TextField(Function<LogEvent, String> getter, BiConsumer<LogEvent, String> setter) {

    static TextField of(EventField field) {
      return switch (field) {
        case MESSAGE -> new TextField(LogEvent::getMessage, LogEvent::setMessage);
        case LOGGER -> new TextField(LogEvent::getLogger, LogEvent::setLogger);
        case THREAD -> new TextField(LogEvent::getThread, LogEvent::setThread);
        case SERVICE -> new TextField(LogEvent::getServiceName, LogEvent::setServiceName);
        case SERVICE_VERSION ->
            new TextField(LogEvent::getServiceVersion, LogEvent::setServiceVersion);
        case SERVICE_NODE -> new TextField(LogEvent::getServiceNode, LogEvent::setServiceNode);
        case HOST -> new TextField(LogEvent::getHostName, LogEvent::setHostName);
        case CONTAINER -> new TextField(LogEvent::getContainerId, LogEvent::setContainerId);
        case HTTP_METHOD -> new TextField(LogEvent::getHttpMethod, LogEvent::setHttpMethod);
        case CLIENT_IP -> new TextField(LogEvent::getClientIp, LogEvent::setClientIp);
        case USER_AGENT -> new TextField(LogEvent::getUserAgent, LogEvent::setUserAgent);
        case ERROR_TYPE -> new TextField(LogEvent::getErrorType, LogEvent::setErrorType);
        case ERROR_MESSAGE -> new TextField(LogEvent::getErrorMessage, LogEvent::setErrorMessage);
        case STACK_TRACE ->
            new TextField(LogEvent::getErrorStackTrace, LogEvent::setErrorStackTrace);
        case TIME, LEVEL, SEVERITY, TRACE_ID, SPAN_ID, URL_PATH, HTTP_STATUS, DURATION ->
            throw new IllegalStateException("bug: " + field + " is no text");
      };
    }
  }
}
