// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private static final int BYTES_MAX = 1 << 20;

  private final Waiting waiting = new Waiting(BYTES_MAX);

  @Test
  void dropsLowSeveritiesFirst_whenItFills() {
    int debug = fill(Severity.DEBUG);
    int info = fill(Severity.INFO);
    int warn = fill(Severity.WARN);
    int error = fill(Severity.ERROR);

    assertThat(debug).isPositive();
    assertThat(info).isBetween(debug / 2 - 1, debug / 2 + 1);
    assertThat(warn).isPositive();
    assertThat(error).isPositive();
    assertThat(waiting.takeDropped())
        .isEqualTo(
            Map.of(Severity.DEBUG, 1L, Severity.INFO, 1L, Severity.WARN, 1L, Severity.ERROR, 1L));
    assertThat(waiting.takeDropped()).isEmpty();
  }

  @Test
  void hasRoomAgain_whenEntriesAreTaken() {
    fill(Severity.ERROR);
    while (!waiting.isEmpty()) {
      waiting.poll();
    }

    assertThat(waiting.poll()).isNull();
    assertThat(waiting.offer(entry(Severity.TRACE))).isTrue();
  }

  @Test
  void countsEachDropOnce_whenItIsAskedBeforeTheEntryIsMade() {
    Entry.Origin origin = new Entry.Origin(Severity.INFO, "shop.Cart", "main");
    Entry smallest = new Entry(0, origin, "", null, null, Map.of(), Map.of(), List.of());
    while (waiting.offer(smallest)) {}
    waiting.takeDropped();

    boolean info = waiting.hasRoom(Severity.INFO);
    boolean error = waiting.hasRoom(Severity.ERROR);

    assertThat(info).isFalse();
    assertThat(error).isTrue();
    assertThat(waiting.takeDropped()).isEqualTo(Map.of(Severity.INFO, 1L));
  }

  private int fill(Severity severity) {
    int taken = 0;
    while (waiting.offer(entry(severity))) {
      taken++;
    }
    return taken;
  }

  private static Entry entry(Severity severity) {
    Entry.Origin origin = new Entry.Origin(severity, "shop.Cart", "main");
    return new Entry(0, origin, "m".repeat(512), null, null, Map.of(), Map.of(), List.of());
  }
}
