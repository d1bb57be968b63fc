// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.lines.StackTraces;
import backbone.schema.LogEvent;

/**
 * The whole event as text, which some loggers write beside its fields: loguru's {@code text} and
 * GELF's {@code full_message}. It says nothing new but for the stack trace at its end.
 */
final class RenderedText {

  private RenderedText() {}

  /** Takes what only such a logger writes. */
  static void read(String format, Draft draft) {
    if ("json-loguru".equals(format)) {
      trace("text", draft);
    } else if ("json-gelf".equals(format)) {
      trace("full_message", draft);
    }
  }

  private static void trace(String key, Draft draft) {
    LogEvent event = draft.event();
    Object text = draft.take(key);
    if (text == null) {
      return;
    }
    String rendered = text.toString();
    String message = event.getMessage();
    int behind = rendered.indexOf(message);
    boolean known = !message.isEmpty() && behind >= 0;
    String rest = (known ? rendered.substring(behind + message.length()) : rendered).strip();
    boolean lines = rest.indexOf('\n') > 0;
    if (lines && event.getErrorStackTrace() == null) {
      StackTraces.fromFields(rest, null, draft);
    } else if (!known || lines) {
      draft.attribute(key, rendered);
    }
  }
}
