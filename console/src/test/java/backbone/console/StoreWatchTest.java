// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StoreWatchTest {

  private long now = 3;

  @Test
  void isNotStuck_whenElasticsearchIsAway() {
    try (StoreWatch watch =
        new StoreWatch(
            () -> {
              throw new IllegalStateException("away");
            },
            () -> now)) {
      for (int i = 0; i < 100; i++) {
        pass(15);
        watch.ask();
      }

      assertThat(watch.answers()).isFalse();
      assertThat(watch.stuck()).isEmpty();
    }
  }

  @Test
  void isStuck_whenAQuestionDoesNotEnd() {
    try (StoreWatch watch = new StoreWatch(() -> true, () -> now)) {
      watch.ask();
      pass(120);
      assertThat(watch.stuck()).isEmpty();
      pass(1);

      assertThat(watch.stuck())
          .contains(
              "The console's question to Elasticsearch has not ended for 121 s. Restart the"
                  + " console.");
    }
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
