// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileIdsTest {

  @Test
  void givesEachFileItsOwnId_whenManyAreFoundInOneMillisecond() {
    FileIds ids =
        new FileIds(Clock.fixed(Instant.ofEpochMilli(1_800_000_000_000L), ZoneOffset.UTC));
    Set<String> all = new HashSet<>();

    for (int i = 0; i < 50_000; i++) {
      all.add(ids.next());
    }

    assertThat(all).hasSize(50_000).allMatch(id -> id.length() == 13);
  }
}
