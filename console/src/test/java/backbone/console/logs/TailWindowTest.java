// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TailWindowTest {

  private static final Instant SINCE = Instant.parse("2026-11-23T14:00:00Z");

  @Test
  void looksBackTenSeconds_whenProgressIsUnknown() {
    assertThat(new TailWindow(Optional::empty).start(SINCE)).isEqualTo("2026-11-23T13:59:50Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:00:30Z,2026-11-23T13:59:50Z",
    "2026-11-23T13:59:00Z,2026-11-23T13:58:50Z",
    "2026-11-22T00:00:00Z,2026-11-23T13:54:50Z",
  })
  void looksBackToWhatIsComplete_whenPipelineIsBehind(Instant complete, Instant start) {
    assertThat(new TailWindow(() -> Optional.of(complete)).start(SINCE)).isEqualTo(start);
  }
}
