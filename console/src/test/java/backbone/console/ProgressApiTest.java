// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.http.Request;
import backbone.service.Progress;
import backbone.service.Progress.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ProgressApiTest {

  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

  @Test
  void tellsTimeAndLag() {
    Progress progress =
        new Progress(NOW.minusSeconds(3), false, List.of(new Stage("s", "behind", 7, 3, "Waits.")));
    assertThat(answer(() -> progress, NOW))
        .isEqualTo(
            "{'known':true,'caughtUp':false,'completeUpTo':'2026-11-23T13:59:57Z','lagSeconds':3.0,"
                + "'stages':[{'name':'s','state':'behind','lagRecords':7,'lagSeconds':3.0,"
                + "'detail':'Waits.'}]}");
  }

  @Test
  void claimsNothing_whenAStageIsUnknown() {
    Progress progress = new Progress(null, false, List.of());
    assertThat(answer(() -> progress, NOW))
        .isEqualTo("{'known':false,'caughtUp':false,'stages':[]}");
  }

  @Test
  void claimsNothing_whenReadingFailsOrIsOld() {
    Supplier<Progress> broken =
        () -> {
          throw new IllegalStateException("no broker");
        };
    assertThat(answer(broken, NOW)).startsWith("{'known':false");
    assertThat(answer(() -> new Progress(NOW, true, List.of()), NOW.plus(Duration.ofMinutes(1))))
        .startsWith("{'known':false");
  }

  /** Reads at {@link #NOW}, answers later. */
  private static String answer(Supplier<Progress> source, Instant later) {
    Instant[] time = {NOW};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return time[0];
          }
        };
    try (ProgressWatch watch = new ProgressWatch(source, clock)) {
      watch.read();
      time[0] = later;
      Request request = new Request("/api/progress", Map.of());
      byte[] body = new ProgressApi(watch, clock).handle(request).orElseThrow().body();
      return new String(body, UTF_8).replace('"', '\'');
    }
  }
}
