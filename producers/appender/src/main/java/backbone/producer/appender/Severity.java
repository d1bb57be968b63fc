// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import java.util.Locale;

/**
 * How bad it is, and so how much of the queue may be full before it is dropped: when Kafka is away
 * the room that is left belongs to the worse.
 */
public enum Severity {
  TRACE(50),
  DEBUG(50),
  INFO(75),
  WARN(90),
  ERROR(100),
  FATAL(100);

  /** Share of the queue that may be in use, in percent, for one more of these to enter. */
  private final int percent;

  /** Lower case, as in metrics. */
  private final String word = name().toLowerCase(Locale.ROOT);

  Severity(int percent) {
    this.percent = percent;
  }

  long limit(long bytesMax) {
    return bytesMax / 100 * percent;
  }

  String word() {
    return word;
  }
}
