// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.keys.Field;
import backbone.engine.normalize.keys.FieldNames;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonValues;
import backbone.schema.LogEvent;
import java.util.function.Consumer;

/** Attributes of OpenTelemetry's log records that have a field of their own. */
final class OtlpLogFields {

  private OtlpLogFields() {}

  /** Fills the field that a key means; false where it means none, or its field has a value. */
  static boolean set(String key, String text, Draft draft) {
    Field field = text.isEmpty() ? null : FieldNames.of(key).field();
    if (field == null) {
      return false;
    }
    LogEvent event = draft.event();
    return switch (field) {
      case THREAD -> free(event.getThread(), text, event::setThread);
      case ERROR_TYPE -> free(event.getErrorType(), text, event::setErrorType);
      case ERROR_MESSAGE -> free(event.getErrorMessage(), text, event::setErrorMessage);
      case STACK_TRACE -> free(event.getErrorStackTrace(), text, event::setErrorStackTrace);
      case CLIENT_IP -> free(event.getClientIp(), text, event::setClientIp);
      case USER_AGENT -> free(event.getUserAgent(), text, event::setUserAgent);
      case HTTP_METHOD -> isMethod(text) && free(event.getHttpMethod(), text, event::setHttpMethod);
      case HTTP_STATUS -> event.getHttpStatusCode() == null && status(text, event);
      case FILE_PATH -> free(event.getFilePath(), text, event::setFilePath);
      case FILE_OFFSET -> event.getFileOffset() == null && offset(text, event);
      case URL_PATH -> event.getUrlPath() == null && path(text, draft);
      default -> false;
    };
  }

  private static boolean free(String taken, String text, Consumer<String> setter) {
    if (taken == null) {
      setter.accept(text);
    }
    return taken == null;
  }

  private static boolean isMethod(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return JsonValues.isMethod(bytes, 0, bytes.length);
  }

  private static boolean status(String text, LogEvent event) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean is = JsonValues.inRange(bytes, 0, bytes.length, 100, 599);
    if (is) {
      event.setHttpStatusCode((int) Bytes.number(bytes, 0, bytes.length));
    }
    return is;
  }

  private static boolean offset(String text, LogEvent event) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean is = JsonValues.upTo(bytes, 0, bytes.length, Long.MAX_VALUE);
    if (is) {
      event.setFileOffset(Bytes.number(bytes, 0, bytes.length));
    }
    return is;
  }

  private static boolean path(String text, Draft draft) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean is = JsonValues.isUrl(bytes, 0, bytes.length);
    if (is) {
      AccessRequest.target(text, draft);
    }
    return is;
  }
}
