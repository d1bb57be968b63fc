// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * One log statement before a layout gave it a form.
 *
 * @param call the request it belongs to
 * @param at when it was logged
 * @param level how bad
 * @param logger short class name; the service adds its package
 * @param message the text
 * @param fields further ECS fields by name, for layouts that have room for them
 * @param failure the exception, if one was passed
 */
record Entry(
    Call call,
    Instant at,
    Level level,
    String logger,
    String message,
    Map<String, Object> fields,
    Optional<Failure> failure) {

  static Entry info(Call call, long afterMs, String logger, String message) {
    return of(call, afterMs, Level.INFO).saying(logger, message);
  }

  static Entry warn(Call call, long afterMs, String logger, String message) {
    return of(call, afterMs, Level.WARN).saying(logger, message);
  }

  static Entry error(Call call, long afterMs, String logger, String message) {
    return of(call, afterMs, Level.ERROR).saying(logger, message);
  }

  Entry with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Entry(call, at, level, logger, message, more, failure);
  }

  Entry with(Failure thrown) {
    return new Entry(call, at, level, logger, message, fields, Optional.of(thrown));
  }

  private static Entry of(Call call, long afterMs, Level level) {
    return new Entry(
        call, call.at().plusMillis(afterMs), level, "", "", Map.of(), Optional.empty());
  }

  private Entry saying(String newLogger, String text) {
    return new Entry(call, at, level, newLogger, text, fields, failure);
  }
}
