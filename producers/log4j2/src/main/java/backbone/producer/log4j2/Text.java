// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.log4j2;

import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;

/**
 * Formats messages. Log4j's usual message makes a builder of its own each time, which is half of
 * all that a logging thread would allocate for an event; here each thread has one to use again.
 */
final class Text {

  private static final int CHARS = 512;
  private static final int CHARS_KEPT_MAX = 16 * 1024;

  /** Holds nothing of this class's loader, so that an application can be unloaded. */
  private static final ThreadLocal<StringBuilder> BUILDER = new ThreadLocal<>();

  private Text() {}

  static String of(Message message) {
    return message instanceof ParameterizedMessage ours
        ? formatted(ours)
        : String.valueOf(message.getFormattedMessage());
  }

  /** A parameter may log while it is written: its text then follows what the outer one has. */
  private static String formatted(ParameterizedMessage message) {
    StringBuilder to = builder();
    int start = to.length();
    try {
      message.formatTo(to);
      return to.substring(start);
    } finally {
      to.setLength(start);
      if (start == 0 && to.capacity() > CHARS_KEPT_MAX) {
        BUILDER.remove();
      }
    }
  }

  private static StringBuilder builder() {
    StringBuilder builder = BUILDER.get();
    if (builder == null) {
      builder = new StringBuilder(CHARS);
      BUILDER.set(builder);
    }
    return builder;
  }
}
