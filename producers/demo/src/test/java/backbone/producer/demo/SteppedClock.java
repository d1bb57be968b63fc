// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that moves only when told to. */
final class SteppedClock extends Clock {

  static final Instant START = Instant.parse("2026-03-01T05:00:00Z");

  private final ZoneId zone;
  private Instant now = START;

  SteppedClock() {
    this(ZoneId.of("Asia/Seoul"));
  }

  private SteppedClock(ZoneId zone) {
    this.zone = zone;
  }

  void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteppedClock(other);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
