// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void booksSurviveWritingAndReading() {
    Ledger ledger = new Ledger();
    ledger.arrivalMs = 1;
    ledger.watermarkMs = 2;
    ledger.lastOffset = 3;
    ledger.record(Ledger.Fate.UNROLLED);
    ledger.record(Ledger.Fate.DEAD);
    ledger.record(Ledger.Fate.REFUSED);
    ledger.record(Ledger.Fate.REPEAT);
    ledger.items = 4;
    ledger.emitted = 5;
    ledger.deadItems = 6;
    ledger.late = 7;
    ledger.dropped("blank", 8);

    Ledger read = Ledger.read(ledger.write());

    assertThat(read.snapshot()).isEqualTo(ledger.snapshot());
    assertThat(read.watermarkMs).isEqualTo(2);
    assertThat(read.write()).isEqualTo(ledger.write());
  }

  @Test
  void reasonsAreBounded() {
    Ledger ledger = new Ledger();
    for (int i = 0; i < 100; i++) {
      ledger.dropped("reason" + i, 1);
    }
    ledger.dropped("x".repeat(1_000), 1);

    assertThat(ledger.snapshot().dropped()).hasSize(Ledger.REASONS_MAX + 1);
    assertThat(ledger.snapshot().dropped("other")).isEqualTo(85);
  }
}
