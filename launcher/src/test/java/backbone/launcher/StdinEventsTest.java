// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StdinEventsTest implements StdinEvents.Taker {

  private final List<RawLog> events = new ArrayList<>();

  @Test
  void joinsLinesAndKeepsTheirPlaces() throws IOException {
    read(
        "2024-01-02 10:11:12 ERROR it broke\r\n\tat a.B.c(B.java:1)\n\n\tat a.B.d(B.java:2)\nnext\n");

    assertThat(events)
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactly(
            "2024-01-02 10:11:12 ERROR it broke\n\tat a.B.c(B.java:1)\n\n\tat a.B.d(B.java:2)",
            "next");
    assertThat(events.get(0).lineStarts()).containsExactly(0, 36, 56, 57);
    assertThat(events.get(1).origin().start()).isEqualTo(77);
  }

  @Test
  void leavesNothingOfAnEventInTheNext_whenItsLineDidNotGoOn() throws IOException {
    read("one\n" + "two ".repeat(3_000) + "\nthree\n");

    assertThat(events)
        .extracting(event -> new String(event.value(), UTF_8))
        .containsExactly("one", "two ".repeat(3_000), "three");
  }

  @Test
  void cutsEventsAtTheShippersBounds() throws IOException {
    String frame = "\tat a.B.c(" + "B".repeat(2_000) + ".java:1)\n";
    read("java.lang.IllegalStateException: x\n" + frame.repeat(1_200));

    assertThat(events).hasSizeBetween(9, 12);
    assertThat(events).allMatch(event -> event.value().length <= 256 * 1024 + 2_100);
    assertThat(events.stream().mapToInt(event -> event.lineStarts().length).sum()).isEqualTo(1_201);
  }

  private void read(String text) throws IOException {
    Source source = new Source(null, null, ZoneOffset.UTC, "s", "dev", "local", "default");
    new StdinEvents(source, Clock.systemUTC(), this)
        .read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Override
  public void take(RawLog raw) {
    events.add(raw);
  }

  @Override
  public void idle() {
    // Nothing waits here.
  }
}
